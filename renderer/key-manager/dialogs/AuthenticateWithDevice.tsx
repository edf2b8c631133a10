import { useState } from 'react';
import type { PkaCandidate } from '../../../shared/models/reports.ts';
import type { Serial } from '../../../shared/numbers.ts';
import { Choice } from '../../controls/Choice.tsx';
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
      ? 'Insert the device of a custodian who has not authenticated yet.'
      : 'Choose a key.';
  return (
    <DialogFrame title="Authenticate with Device" about={deviceName(device)} isBusy={phase.kind === 'busy'}>
      {more <= 0 ? (
        <>
          <DialogBody>
            <Words kind="done" isNews>
              Enough keys have authenticated: {pka.authenticated} of {pka.required}.
            </Words>
            <p>
              {pka.withPin
                ? 'Now log in with the User PIN.'
                : 'The device is open. It closes at logout or when it is pulled; then the custodians must authenticate again.'}
            </p>
          </DialogBody>
          <ReportFoot />
        </>
      ) : (
        <>
          <DialogBody>
            {phase.kind === 'done' && (
              <Words kind="done" isNews>
                The key has authenticated. {more === 1 ? '1 more is needed' : `${more} more are needed`}: insert the next custodian’s
                device.
              </Words>
            )}
            <p>
              {pka.authenticated} of {pka.required} keys have authenticated. A registered key on a custodian’s device signs a challenge of
              this device; a window then asks the custodian for the PIN of <strong>their own</strong> device, which is logged out again.
            </p>
            {usable.length > 0 && (
              <Choice
                label="Key"
                layout="list"
                value={key ? candidateId(key) : ''}
                onChange={setChosen}
                options={usable.map((candidate) => ({ value: candidateId(candidate), name: nameOf(candidate), meaning: candidate.holder }))}
              />
            )}
            {keys.found?.some(({ state }) => state === 'authenticated') && (
              <p className="hint">
                Already done:{' '}
                {keys.found
                  .filter(({ state }) => state === 'authenticated')
                  .map(nameOf)
                  .join(', ')}
                .
              </p>
            )}
          </DialogBody>
          <DialogFoot
            phase={phase}
            submit="Authenticate"
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
  return `${label || '(no label)'} on ${deviceName({ label: device, serial })}`;
}
