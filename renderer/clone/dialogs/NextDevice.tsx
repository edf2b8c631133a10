import { useState } from 'react';
import { planNext } from '../../../shared/clone/plan.ts';
import { t } from '../../../shared/language/text.ts';
import type { Snapshot } from '../../../shared/models/snapshot.ts';
import type { Serial } from '../../../shared/numbers.ts';
import { Choice } from '../../controls/Choice.tsx';
import { TextField } from '../../controls/Field.tsx';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { DialogFoot } from '../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../dialogs/DialogFrame.tsx';
import { useDialogPlace, useOperation } from '../../dialogs/dialog-place.ts';
import { confirmationHindrance } from '../../key-manager/dialogs/ConfirmSerial.tsx';
import { deviceName } from '../../key-manager/node-text.ts';
import { useRoomState } from '../../room-context.ts';
import { devicesIn } from '../inserted.ts';
import { Target } from './PlanQuestion.tsx';

/** One more target for the open run. */
export function NextDevice() {
  const { close } = useDialogPlace();
  const snapshot = useRoomState((state) => state.snapshot) as Snapshot;
  const { phase, run } = useOperation('clone.add');
  const clone = snapshot.clone?.run;
  const free = devicesIn(snapshot).filter(
    ({ serial }) => serial !== clone?.sourceSerial && !clone?.devices.some((device) => device.serial === serial),
  );
  const [chosen, setChosen] = useState<Serial | undefined>(free[0]?.serial);
  const [label, setLabel] = useState(() => t('Clone {number}', { number: (clone?.devices.length ?? 0) + 1 }));
  const [typed, setTyped] = useState('');
  const device = free.find(({ serial }) => serial === chosen) ?? free[0];
  const keys = clone?.keys ?? [];
  const target = device && clone && planNext(clone, { device, label });
  const hindrance = !target
    ? t('Insert the next device.')
    : (target.problems[0] ?? (target.needsConfirmation ? confirmationHindrance(target.serial, typed) : undefined));
  return (
    <DialogFrame
      title={t('Clone next device')}
      about={t('{n} keys of {source}', { n: keys.length, source: clone?.source ?? '' })}
      isBusy={phase.kind === 'busy'}
      isAlert
    >
      <DialogBody>
        {free.length > 1 && device && (
          <Choice
            label={t('Device')}
            layout="list"
            value={device.serial}
            onChange={setChosen}
            options={free.map((each) => ({ value: each.serial, name: deviceName(each) }))}
          />
        )}
        <TextField label={t('Label')} value={label} onChange={setLabel} />
        {target && <Target target={target} typed={typed} onType={setTyped} />}
      </DialogBody>
      <DialogFoot
        phase={phase}
        submit={t('Clone')}
        isDanger
        hindrance={hindrance}
        onSubmit={() => device && void run({ serial: device.serial, label, ...(typed ? { confirmation: typed } : {}) }, close)}
      />
    </DialogFrame>
  );
}
