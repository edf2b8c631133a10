import { useState } from 'react';
import { type AesSize, aesSizes } from '../../../shared/algorithms.ts';
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
import { AesCapabilityFields, useAesCapabilities } from './AesCapabilityFields.tsx';
import { useKeyMade } from './key-made.ts';
import { DomainField, UseLimit, useKeyTerms } from './key-terms.tsx';
import type { Planned, PlannedAes } from './planned.ts';

const sizes = aesSizes.map((size) => ({ value: size, name: String(size) }));

interface GenerateAesKeyProps {
  readonly serial: Serial;
  readonly keyDomain: number | undefined;
  readonly planned?: Planned<PlannedAes> | undefined;
}

export function GenerateAesKey({ serial, keyDomain, planned }: GenerateAesKeyProps) {
  const device = useLastSeenDevice(serial);
  const keyMade = useKeyMade(t('Generate AES Key'));
  const { phase, run } = useOperation('key.generate-aes');
  const [label, setLabel] = useState(planned?.label ?? '');
  const [size, setSize] = useState<AesSize>(planned?.size ?? 256);
  const capabilities = useAesCapabilities(planned?.capabilities);
  const { chosen } = capabilities;
  const entry = useKeyTerms(device, keyDomain);
  if (!device) return null;
  const hindrance = label.trim() === '' ? t('Enter a label.') : chosen.length === 0 ? t('Tick at least one capability.') : entry.hindrance;

  return (
    <DialogFrame title={t('Generate AES Key')} about={deviceName(device)} isBusy={phase.kind === 'busy'}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!hindrance) void run({ serial, label, size, capabilities: [...chosen], ...entry.wanted }, keyMade);
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
            hint={t('In bits. 256 unless an application asks for less.')}
          />
          <AesCapabilityFields draft={capabilities} />
          <UseLimit entry={entry} mayLeave={capabilities.hasWrap} />
        </DialogBody>
        <DialogFoot phase={phase} submit={t('Generate')} hindrance={hindrance}>
          {!capabilities.hasWrap && (
            <Words kind="danger">{t('This key dies with this device: it can never be exported or backed up.')}</Words>
          )}
        </DialogFoot>
      </form>
    </DialogFrame>
  );
}
