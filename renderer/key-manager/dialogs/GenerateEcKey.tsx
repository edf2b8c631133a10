import { useState } from 'react';
import { type CurveName, curveNames } from '../../../shared/algorithms.ts';
import type { Serial } from '../../../shared/numbers.ts';
import { SelectField, TextField } from '../../controls/Field.tsx';
import { Words } from '../../controls/Words.tsx';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { DialogFoot } from '../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../dialogs/DialogFrame.tsx';
import { useLastSeenDevice, useOperation } from '../../dialogs/dialog-place.ts';
import { deviceName } from '../node-text.ts';
import { useKeyMade } from './key-made.ts';
import { DomainField, UseLimit, useKeyTerms } from './key-terms.tsx';

export function GenerateEcKey({ serial, keyDomain }: { readonly serial: Serial; readonly keyDomain: number | undefined }) {
  const device = useLastSeenDevice(serial);
  const keyMade = useKeyMade('Generate ECC Key');
  const { phase, run } = useOperation('key.generate-ec');
  const [label, setLabel] = useState('');
  const [curve, setCurve] = useState<CurveName>('secp256r1');
  const entry = useKeyTerms(device, keyDomain);
  if (!device) return null;
  const hindrance = label.trim() === '' ? 'Enter a label.' : entry.hindrance;
  return (
    <DialogFrame title="Generate ECC Key" about={deviceName(device)} isBusy={phase.kind === 'busy'}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!hindrance) void run({ serial, label, curve, ...entry.wanted }, keyMade);
        }}
      >
        <DialogBody>
          <TextField
            label="Label"
            value={label}
            onChange={setLabel}
            takesFocus
            hint="The name under which applications and minutes find the key."
          />
          <DomainField entry={entry} device={device} />
          <SelectField
            label="Curve"
            value={curve}
            options={curveNames}
            onChange={setCurve}
            hint="secp256r1 (also called P-256) is understood by nearly every application."
          />
          {/192/.test(curve) && <Words kind="warning">Too short for today: only for old applications that take nothing longer.</Words>}
          <UseLimit entry={entry} mayLeave />
        </DialogBody>
        <DialogFoot phase={phase} submit="Generate" hindrance={hindrance} />
      </form>
    </DialogFrame>
  );
}
