import { useState } from 'react';
import { t } from '../../../shared/language/text.ts';
import type { DeviceSnapshot, KeySnapshot } from '../../../shared/models/snapshot.ts';
import { Choice } from '../../controls/Choice.tsx';
import { Fact, Facts } from '../../controls/Facts.tsx';
import { Words } from '../../controls/Words.tsx';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { DialogFoot, ReportFoot } from '../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../dialogs/DialogFrame.tsx';
import { useOperation } from '../../dialogs/dialog-place.ts';
import { keyTypeText } from '../../key-manager/node-text.ts';
import { useRoomState } from '../../room-context.ts';

interface Signer {
  readonly device: DeviceSnapshot;
  readonly key: KeySnapshot;
}

const title = t('Sign with a key');

/** An RSA or EC key on a device signs the head of the transcript. */
export function SignTranscript() {
  const readers = useRoomState((state) => state.snapshot?.readers ?? []);
  const { phase, run } = useOperation('minutes.sign');
  const [chosen, setChosen] = useState('');
  const devices = readers.flatMap(({ card }) => (card.kind === 'device' ? [card.device] : []));
  const signers = devices
    .filter(({ userPin }) => userPin.kind === 'verified')
    .flatMap((device) =>
      device.keys.filter(({ type }) => type.kind === 'RSA' || type.kind === 'EC').map((key): Signer => ({ device, key })),
    );
  const signer = signers.find((each) => idOf(each) === chosen) ?? signers[0];
  if (phase.kind === 'done')
    return (
      <DialogFrame title={title}>
        <DialogBody>
          <Words kind="done" isNews>
            <p className="words-what">{t('The head of the transcript was signed, and the signature verified.')}</p>
            <p>{t('It is in the transcript now. Make the minutes after this, so that they name it.')}</p>
          </Words>
          <Facts>
            <Fact term={t('Key')}>{phase.value.label}</Fact>
            <Fact term={t('Algorithm')}>{phase.value.algorithm}</Fact>
            <Fact term={t('Entries signed')}>{phase.value.head.entries}</Fact>
          </Facts>
        </DialogBody>
        <ReportFoot />
      </DialogFrame>
    );
  return (
    <DialogFrame title={title} isBusy={phase.kind === 'busy'}>
      <DialogBody>
        <p>
          {t(
            'An RSA or EC key on an inserted device signs the head of the transcript. Who has its public key can then check, without these minutes, that no entry before it was changed. Choose a key that outlives this ceremony.',
          )}
        </p>
        {signers.length > 0 && signer ? (
          <Choice
            label={t('Key')}
            layout="list"
            value={idOf(signer)}
            onChange={setChosen}
            options={signers.map((each) => ({
              value: idOf(each),
              name: `${each.key.label || `ID ${each.key.id}`}, ${keyTypeText(each.key.type)}`,
              meaning: t('On {device}', { device: `${each.device.label} ${each.device.serial}` }),
            }))}
          />
        ) : (
          <Words kind="info">
            {t('No device that is logged in has an RSA or EC key. Insert one and log in to it in the Key Manager.')}
          </Words>
        )}
      </DialogBody>
      <DialogFoot
        phase={phase}
        submit={t('Sign')}
        hindrance={signer ? undefined : t('There is no key to sign with.')}
        cancelled={t('Nothing was signed.')}
        onSubmit={() => signer && void run({ serial: signer.device.serial, reference: signer.key.reference })}
      />
    </DialogFrame>
  );
}

const idOf = ({ device, key }: Signer): string => `${device.serial} ${key.reference}`;
