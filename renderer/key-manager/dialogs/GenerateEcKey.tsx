import { useState } from 'react';
import { type CurveName, curveNames } from '../../../shared/algorithms.ts';
import { t } from '../../../shared/language/text.ts';
import type { Serial } from '../../../shared/numbers.ts';
import { SelectField, TextField } from '../../controls/Field.tsx';
import { PlannedNote } from '../../controls/PlannedNote.tsx';
import { Words } from '../../controls/Words.tsx';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { DialogFoot } from '../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../dialogs/DialogFrame.tsx';
import { useLastSeenDevice, useOperation } from '../../dialogs/dialog-place.ts';
import { deviceName } from '../node-text.ts';
import { useKeyMade } from './key-made.ts';
import { DomainField, UseLimit, useKeyTerms } from './key-terms.tsx';
import type { Planned, PlannedEc } from './planned.ts';

interface GenerateEcKeyProps {
  readonly serial: Serial;
  readonly keyDomain: number | undefined;
  readonly planned?: Planned<PlannedEc> | undefined;
}

export function GenerateEcKey({ serial, keyDomain, planned }: GenerateEcKeyProps) {
  const device = useLastSeenDevice(serial);
  const keyMade = useKeyMade(t('Generate ECC Key'));
  const { phase, run } = useOperation('key.generate-ec');
  const [label, setLabel] = useState(planned?.label ?? '');
  const [curve, setCurve] = useState<CurveName>(planned?.curve ?? 'secp256r1');
  const entry = useKeyTerms(device, keyDomain);
  if (!device) return null;
  const hindrance = label.trim() === '' ? t('Enter a label.') : entry.hindrance;
  return (
    <DialogFrame title={t('Generate ECC Key')} about={deviceName(device)} isBusy={phase.kind === 'busy'}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!hindrance) void run({ serial, label, curve, ...entry.wanted }, keyMade);
        }}
      >
        <DialogBody>
          <PlannedNote planned={planned} />
          <TextField
            label={t('Label')}
            value={label}
            onChange={setLabel}
            takesFocus
            hint={t('The name under which applications and minutes find the key.')}
          />
          <DomainField entry={entry} device={device} />
          <SelectField
            label={t('Curve')}
            value={curve}
            options={curveNames}
            onChange={setCurve}
            hint={t('secp256r1 (also called P-256) is understood by nearly every application.')}
          />
          {/192/.test(curve) && (
            <Words kind="warning">{t('Too short for today: only for old applications that take nothing longer.')}</Words>
          )}
          <UseLimit entry={entry} mayLeave />
        </DialogBody>
        <DialogFoot phase={phase} submit={t('Generate')} hindrance={hindrance} />
      </form>
    </DialogFrame>
  );
}
