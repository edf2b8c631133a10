import { useState } from 'react';
import { t } from '../../../shared/language/text.ts';
import type { Serial } from '../../../shared/numbers.ts';
import { Choice } from '../../controls/Choice.tsx';
import { Words } from '../../controls/Words.tsx';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { DialogFoot, ReportFoot } from '../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../dialogs/DialogFrame.tsx';
import { useLastSeenDevice, useOperation } from '../../dialogs/dialog-place.ts';
import { deviceName } from '../node-text.ts';
import { PublicKeyRegistered } from './PublicKeyReports.tsx';
import { candidateId, usePkaKeys } from './use-pka-keys.ts';

const sources = [
  { value: 'device', name: t('On a device in a reader'), meaning: t('The custodian’s device is here. Its PIN is not needed for this.') },
  { value: 'file', name: t('From a file'), meaning: t('A file that Export Public Key for Registration… or sc-hsm-tool made.') },
] as const;

export function RegisterPublicKey({ serial }: { readonly serial: Serial }) {
  const device = useLastSeenDevice(serial);
  const keys = usePkaKeys(serial);
  const byKey = useOperation('pka.register-key');
  const byFile = useOperation('pka.register-file');
  const [source, setSource] = useState<'device' | 'file'>('device');
  const [chosen, setChosen] = useState<string>();
  if (!device?.pka) return null;
  const { phase } = source === 'device' ? byKey : byFile;
  const free = keys.found?.filter(({ state }) => state === 'not-registered' || state === 'unknown') ?? [];
  const key = free.find((candidate) => candidateId(candidate) === chosen) ?? (free.length === 1 ? free[0] : undefined);
  const hindrance =
    source === 'file' || key ? undefined : free.length === 0 ? t('No device here has a key to register.') : t('Choose a key.');
  const missing = device.pka.total - device.pka.registered;
  return (
    <DialogFrame title={t('Register Public Key')} about={deviceName(device)} isBusy={phase.kind === 'busy'}>
      {phase.kind === 'done' ? (
        <>
          <PublicKeyRegistered report={phase.value} />
          <ReportFoot
            {...(missing > 0
              ? {
                  also: {
                    label: t('Register the next one'),
                    onPress: () => {
                      byKey.reset();
                      byFile.reset();
                    },
                  },
                }
              : {})}
          />
        </>
      ) : (
        <>
          <DialogBody>
            <p>
              {t(
                '{missing, plural, one {# key is} other {# keys are}} still to be registered. The device checks that the key was generated in the custodian’s device.',
                { missing },
              )}{' '}
              <strong>{t('Registering is once: a registered key can never be exchanged.')}</strong>
            </p>
            <Choice label={t('Where the key is')} layout="list" value={source} onChange={setSource} options={sources} />
            {source === 'device' && free.length > 0 && (
              <Choice
                label={t('Key')}
                layout="list"
                value={key ? candidateId(key) : ''}
                onChange={setChosen}
                options={free.map((candidate) => ({
                  value: candidateId(candidate),
                  name: t('{key} on {device}', {
                    key: candidate.label || t('(no label)'),
                    device: deviceName({ label: candidate.device, serial: candidate.serial }),
                  }),
                  meaning: t('The device will know it as {holder}.', { holder: candidate.holder }),
                }))}
              />
            )}
            {source === 'device' && keys.found && free.length === 0 && (
              <Words kind="info">
                {t(
                  'Insert the custodian’s device. If it has no EC key yet, choose Generate ECC Key… on it (curve brainpoolP256r1 or secp256r1).',
                )}
              </Words>
            )}
          </DialogBody>
          <DialogFoot
            phase={phase}
            submit={source === 'file' ? t('Choose file…') : t('Register')}
            hindrance={hindrance}
            onSubmit={() => {
              if (source === 'file') void byFile.run({ serial });
              else if (key) void byKey.run({ serial, custodian: { serial: key.serial, reference: key.reference } });
            }}
          />
        </>
      )}
    </DialogFrame>
  );
}
