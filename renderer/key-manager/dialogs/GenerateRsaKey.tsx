import { useState } from 'react';
import { type RsaSize, rsaSizes } from '../../../shared/algorithms.ts';
import { t } from '../../../shared/language/text.ts';
import type { Serial } from '../../../shared/numbers.ts';
import { Choice } from '../../controls/Choice.tsx';
import { TextField } from '../../controls/Field.tsx';
import { PlannedNote } from '../../controls/PlannedNote.tsx';
import { Words } from '../../controls/Words.tsx';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { DialogFoot } from '../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../dialogs/DialogFrame.tsx';
import { useLastSeenDevice, useOperation } from '../../dialogs/dialog-place.ts';
import { deviceName } from '../node-text.ts';
import { useKeyMade } from './key-made.ts';
import { DomainField, UseLimit, useKeyTerms } from './key-terms.tsx';
import type { Planned, PlannedRsa } from './planned.ts';

const sizes = rsaSizes.map((size) => ({ value: size, name: String(size) }));

interface GenerateRsaKeyProps {
  readonly serial: Serial;
  readonly keyDomain: number | undefined;
  readonly planned?: Planned<PlannedRsa> | undefined;
}

export function GenerateRsaKey({ serial, keyDomain, planned }: GenerateRsaKeyProps) {
  const device = useLastSeenDevice(serial);
  const keyMade = useKeyMade(t('Generate RSA Key'));
  const { phase, run } = useOperation('key.generate-rsa');
  const [label, setLabel] = useState(planned?.label ?? '');
  const [size, setSize] = useState<RsaSize>(planned?.size ?? 2048);
  const entry = useKeyTerms(device, keyDomain);
  if (!device) return null;
  const hindrance = label.trim() === '' ? t('Enter a label.') : entry.hindrance;
  return (
    <DialogFrame title={t('Generate RSA Key')} about={deviceName(device)} isBusy={phase.kind === 'busy'}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!hindrance) void run({ serial, label, size, ...entry.wanted }, keyMade);
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
          <Choice
            label={t('Key size')}
            layout="row"
            value={size}
            onChange={setSize}
            options={sizes}
            hint={t('In bits. 2048 is usual; 3072 and more for keys that must last.')}
          />
          {size < 2048 && <Words kind="warning">{t('Too short for today: only for old applications that take nothing longer.')}</Words>}
          {size > 2048 && <Words kind="info">{t('The device searches for large primes: this can take a minute or more.')}</Words>}
          <UseLimit entry={entry} mayLeave />
        </DialogBody>
        <DialogFoot phase={phase} submit={t('Generate')} hindrance={hindrance} />
      </form>
    </DialogFrame>
  );
}
