import { useState } from 'react';
import type { RequestOf } from '../../../shared/ipc/contract.ts';
import { t } from '../../../shared/language/text.ts';
import type { Serial } from '../../../shared/numbers.ts';
import { CheckBox, Choice } from '../../controls/Choice.tsx';
import { NumberField, numberWithin, TextField } from '../../controls/Field.tsx';
import { PlannedNote } from '../../controls/PlannedNote.tsx';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { DialogFoot } from '../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../dialogs/DialogFrame.tsx';
import { useDialogPlace, useLastSeenDevice, useOperation } from '../../dialogs/dialog-place.ts';
import { useRoom } from '../../room-context.ts';
import { deviceName } from '../node-text.ts';
import { InitializeQuestion } from './InitializeQuestion.tsx';
import { type Opening, OpeningFields } from './OpeningFields.tsx';
import type { Planned, PlannedInitialization } from './planned.ts';

export type Options = Omit<RequestOf<'device.initialize'>, 'serial' | 'confirmation'>;
type Scheme = Options['scheme'];

export const schemes: readonly { readonly value: Scheme; readonly name: string; readonly meaning: string }[] = [
  {
    value: 'shares',
    name: t('DKEK shares'),
    meaning: t('Custodians hold the shares. With all of them, keys can be restored on another device. For keys that must survive.'),
  },
  {
    value: 'random',
    name: t('Random DKEK, no backup'),
    meaning: t(
      'The device makes a DKEK that nobody knows. What it exports, only this very device can import, until it is initialized again.',
    ),
  },
  { value: 'none', name: t('No DKEK'), meaning: t('Keys can never leave the device. When it is lost or breaks, they are gone.') },
  {
    value: 'domains',
    name: t('Key domains'),
    meaning: t(
      'Several DKEKs on one device, each with its own shares and its own keys: the custodians of one cannot open the backups of another. One User PIN for all. Needs firmware 3.0 or newer.',
    ),
  },
];

interface InitializeDeviceProps {
  readonly serial: Serial;
  readonly planned?: Planned<PlannedInitialization> | undefined;
}

/** Two steps: what the device shall become, then what is lost by it. */
export function InitializeDevice({ serial, planned }: InitializeDeviceProps) {
  const room = useRoom();
  const { close } = useDialogPlace();
  const device = useLastSeenDevice(serial);
  const operation = useOperation('device.initialize');
  const [isQuestion, setQuestion] = useState(false);
  const [label, setLabel] = useState(planned?.label ?? device?.label ?? '');
  const [scheme, setScheme] = useState<Scheme>(planned?.scheme ?? 'shares');
  const [sharesText, setShares] = useState(String(planned?.shares ?? 2));
  const [domainsText, setDomains] = useState('2');
  const [retriesText, setRetries] = useState(String(planned?.retries ?? 3));
  const [resetWithSoPin, setReset] = useState(planned?.resetWithSoPin ?? true);
  const [transportPin, setTransport] = useState(false);
  const [opening, setOpening] = useState<Opening>('pin');
  const [totalText, setTotal] = useState('3');
  const [requiredText, setRequired] = useState('2');
  const total = numberWithin(totalText, 1, 90);
  const required = numberWithin(requiredText, 1, total ?? 90);
  const shares = numberWithin(sharesText, 1, 255);
  const domains = numberWithin(domainsText, 2, 16);
  const retries = numberWithin(retriesText, 1, 10);
  if (!device) return null;

  const hindrance =
    label.trim() === ''
      ? t('Enter a label.')
      : scheme === 'shares' && shares === undefined
        ? t('Enter how many shares: 1 to 255.')
        : scheme === 'domains' && domains === undefined
          ? t('Enter how many key domains: 2 to 16.')
          : retries === undefined
            ? t('Enter the User PIN retries: 1 to 10.')
            : opening !== 'pin' && (total === undefined || required === undefined)
              ? t('Enter how many keys: 1 to 90 in total, and no more needed than there are.')
              : undefined;
  const options: Options = {
    label,
    scheme,
    shares: shares ?? 1,
    retries: retries ?? 3,
    resetWithSoPin,
    ...(scheme === 'domains' ? { domains: domains ?? 2 } : {}),
    ...(transportPin && opening === 'pin' ? { transportPin } : {}),
    ...(opening === 'pin' ? {} : { publicKeys: { total: total ?? 1, required: required ?? 1, withPin: opening === 'both' } }),
  };

  if (isQuestion) {
    return (
      <InitializeQuestion
        device={device}
        options={options}
        phase={operation.phase}
        onBack={() => {
          operation.reset();
          setQuestion(false);
        }}
        onConfirm={(confirmation) =>
          void operation.run({ serial, ...options, confirmation }, () => {
            room.note(t('Initialize Device'), deviceName({ label, serial }), { kind: 'done', text: t('The device is initialized.') });
            close();
          })
        }
      />
    );
  }
  return (
    <DialogFrame title={t('Initialize Device')} about={deviceName(device)}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!hindrance) setQuestion(true);
        }}
      >
        <DialogBody>
          <PlannedNote planned={planned} />
          <TextField
            label={t('Label')}
            value={label}
            onChange={setLabel}
            takesFocus
            hint={t('Names the device in lists and minutes: HSM A, HSM backup 1.')}
          />
          <Choice label={t('DKEK scheme')} layout="list" value={scheme} onChange={setScheme} options={schemes} />
          <OpeningFields
            opening={opening}
            total={totalText}
            required={requiredText}
            onOpening={setOpening}
            onTotal={setTotal}
            onRequired={setRequired}
          />
          <div className="pair">
            {scheme === 'shares' && (
              <NumberField
                label={t('Number of DKEK shares')}
                value={sharesText}
                minimum={1}
                maximum={255}
                onChange={setShares}
                hint={
                  shares === 1
                    ? t('With one share, whoever has its file and password can rebuild the DKEK alone.')
                    : t('All of them are needed to build the DKEK; one missing share means no DKEK.')
                }
              />
            )}
            {scheme === 'domains' && (
              <NumberField
                label={t('Number of key domains')}
                value={domainsText}
                minimum={2}
                maximum={16}
                onChange={setDomains}
                hint={t('Decided for good; each is set up later with its own number of shares.')}
              />
            )}
            {opening !== 'keys' && (
              <NumberField
                label={t('User PIN retries')}
                value={retriesText}
                minimum={1}
                maximum={10}
                onChange={setRetries}
                hint={t('Wrong tries before it is blocked: up to 3 for a PIN of 6 characters, 5 for 7, 10 for 8 or more.')}
              />
            )}
          </div>
          {opening !== 'keys' && (
            <CheckBox
              name={t('Allow PIN reset with SO-PIN')}
              meaning={t(
                'A blocked User PIN can be set anew with the SO-PIN. Without it, a blocked User PIN costs all keys of the device.',
              )}
              isChecked={resetWithSoPin}
              onChange={setReset}
            />
          )}
          {opening === 'pin' && (
            <CheckBox
              name={t('The PIN is a transport PIN: its holder must change it before the first use')}
              meaning={t(
                'For a device that is handed over. Until then it opens nothing, and who receives the device sees that nobody has used it.',
              )}
              isChecked={transportPin}
              onChange={setTransport}
            />
          )}
        </DialogBody>
        <DialogFoot phase={operation.phase} submit={t('Continue')} hindrance={hindrance} />
      </form>
    </DialogFrame>
  );
}
