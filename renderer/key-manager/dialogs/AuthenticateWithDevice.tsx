import { useState } from 'react';
import { t } from '../../../shared/language/text.ts';
import type { PkaCandidate } from '../../../shared/models/reports.ts';
import type { Serial } from '../../../shared/numbers.ts';
import { Choice } from '../../controls/Choice.tsx';
import { Text } from '../../controls/Text.tsx';
import { Words } from '../../controls/Words.tsx';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { DialogFoot, ReportFoot } from '../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../dialogs/DialogFrame.tsx';
import { useLastSeenDevice, useOperation } from '../../dialogs/dialog-place.ts';
import { deviceName } from '../node-text.ts';
import { candidateId, usePkaKeys } from './use-pka-keys.ts';

/** One custodian after the other; the dialog stays until enough have authenticated. */
export function AuthenticateWithDevice({ serial }: { readonly serial: Serial }) {
  const device = useLastSeenDevice(serial);
  const keys = usePkaKeys(serial);
  const { phase, run } = useOperation('pka.authenticate');
  const [chosen, setChosen] = useState<string>();
  if (!device?.pka) return null;
  const { pka } = device;
  const more = pka.required - pka.authenticated;
  const usable = keys.found?.filter(({ state }) => state === 'registered' || state === 'unknown') ?? [];
  const key = usable.find((candidate) => candidateId(candidate) === chosen) ?? (usable.length === 1 ? usable[0] : undefined);
  const hindrance = key
    ? undefined
    : usable.length === 0
      ? t('Insert the device of a custodian who has not authenticated yet.')
      : t('Choose a key.');
  return (
    <DialogFrame title={t('Authenticate with Device')} about={deviceName(device)} isBusy={phase.kind === 'busy'}>
      {more <= 0 ? (
        <>
          <DialogBody>
            <Words kind="done" isNews>
              {t('Enough keys have authenticated: {authenticated} of {required}.', {
                authenticated: pka.authenticated,
                required: pka.required,
              })}
            </Words>
            <p>
              {pka.withPin
                ? t('Now log in with the User PIN.')
                : t('The device is open. It closes at logout or when it is pulled; then the custodians must authenticate again.')}
            </p>
          </DialogBody>
          <ReportFoot />
        </>
      ) : (
        <>
          <DialogBody>
            {phase.kind === 'done' && (
              <Words kind="done" isNews>
                {t(
                  'The key has authenticated. {more, plural, one {# more is needed} other {# more are needed}}: insert the next custodian’s device.',
                  { more },
                )}
              </Words>
            )}
            <p>
              <Text
                of="{authenticated} of {required} keys have authenticated. A registered key on a custodian’s device signs a challenge of this device; a window then asks the custodian for the PIN of {own} device, which is logged out again."
                authenticated={pka.authenticated}
                required={pka.required}
                own={<strong>{t('their own')}</strong>}
              />
            </p>
            {usable.length > 0 && (
              <Choice
                label={t('Key')}
                layout="list"
                value={key ? candidateId(key) : ''}
                onChange={setChosen}
                options={usable.map((candidate) => ({ value: candidateId(candidate), name: nameOf(candidate), meaning: candidate.holder }))}
              />
            )}
            {keys.found?.some(({ state }) => state === 'authenticated') && (
              <p className="hint">
                {t('Already done: {keys}.', {
                  keys: keys.found
                    .filter(({ state }) => state === 'authenticated')
                    .map(nameOf)
                    .join(', '),
                })}
              </p>
            )}
          </DialogBody>
          <DialogFoot
            phase={phase}
            submit={t('Authenticate')}
            hindrance={hindrance}
            onSubmit={() => {
              if (key) void run({ serial, custodian: { serial: key.serial, reference: key.reference } });
            }}
          />
        </>
      )}
    </DialogFrame>
  );
}

function nameOf({ label, device, serial }: PkaCandidate): string {
  return t('{key} on {device}', { key: label || t('(no label)'), device: deviceName({ label: device, serial }) });
}
