import { useState } from 'react';
import { t } from '../../../shared/language/text.ts';
import type { Snapshot } from '../../../shared/models/snapshot.ts';
import type { Serial } from '../../../shared/numbers.ts';
import { CheckBox } from '../../controls/Choice.tsx';
import { SelectField } from '../../controls/Field.tsx';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { DialogFoot } from '../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../dialogs/DialogFrame.tsx';
import { useDialogPlace, useOperation } from '../../dialogs/dialog-place.ts';
import { deviceName, dkekText } from '../../key-manager/node-text.ts';
import { useRoomState } from '../../room-context.ts';
import { devicesIn } from '../inserted.ts';
import { goToOutcome } from '../to-outcome.ts';

/** Which devices are compared, and with which one. */
export function VerifyDevices() {
  const { close } = useDialogPlace();
  const snapshot = useRoomState((state) => state.snapshot) as Snapshot;
  const { phase, run } = useOperation('clone.verify');
  const devices = devicesIn(snapshot).filter(({ initialized }) => initialized);
  const [left, setLeft] = useState<ReadonlySet<Serial>>(new Set());
  const [first, setFirst] = useState<Serial | undefined>(snapshot.clone?.run?.sourceSerial);
  const chosen = devices.filter(({ serial }) => !left.has(serial));
  const reference = chosen.find(({ serial }) => serial === first) ?? chosen[0];
  const serials = reference
    ? [reference.serial, ...chosen.map(({ serial }) => serial).filter((serial) => serial !== reference.serial)]
    : [];
  return (
    <DialogFrame title={t('Verify')} isBusy={phase.kind === 'busy'}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (serials.length > 0)
            void run({ serials }, () => {
              close();
              goToOutcome();
            });
        }}
      >
        <DialogBody>
          <p>
            {t(
              'Every key of each device is used once, and the devices are compared with the first. Nothing on them changes. Each asks for its User PIN, unless it is logged in.',
            )}
          </p>
          <fieldset className="choice">
            <legend className="legend">{t('Devices')}</legend>
            <div className="list">
              {devices.map((device) => (
                <CheckBox
                  key={device.serial}
                  name={deviceName(device)}
                  meaning={t('{n, plural, one {# key} other {# keys}}, DKEK: {state}', {
                    n: device.keys.length,
                    state: dkekText(device.dkek),
                  })}
                  isChecked={!left.has(device.serial)}
                  onChange={(isChosen) => {
                    const next = new Set(left);
                    if (isChosen) next.delete(device.serial);
                    else next.add(device.serial);
                    setLeft(next);
                  }}
                />
              ))}
            </div>
          </fieldset>
          {chosen.length > 1 && reference && (
            <SelectField
              label={t('Compared with')}
              value={reference.serial}
              options={chosen.map((device) => ({ value: device.serial, name: deviceName(device) }))}
              onChange={setFirst}
            />
          )}
        </DialogBody>
        <DialogFoot phase={phase} submit={t('Verify')} hindrance={serials.length === 0 ? t('Choose at least one device.') : undefined} />
      </form>
    </DialogFrame>
  );
}
