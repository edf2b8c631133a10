import { useState } from 'react';
import { t } from '../../../shared/language/text.ts';
import type { CreatedShare } from '../../../shared/models/reports.ts';
import type { Serial } from '../../../shared/numbers.ts';
import { Choice } from '../../controls/Choice.tsx';
import { PlannedNote } from '../../controls/PlannedNote.tsx';
import { Words } from '../../controls/Words.tsx';
import { SplitFields, useSplit } from '../../custodians/dialogs/SplitFields.tsx';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { DialogFoot, ReportFoot } from '../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../dialogs/DialogFrame.tsx';
import { useDialogPlace, useLastSeenDevice, useOperation } from '../../dialogs/dialog-place.ts';
import { useRoom } from '../../room-context.ts';
import { deviceName } from '../node-text.ts';
import { CreatedShareFacts } from './CreatedShareFacts.tsx';
import type { Planned, PlannedSplit } from './planned.ts';

type Protection = 'password' | 'split';

const protections: readonly { readonly value: Protection; readonly name: string; readonly meaning: string }[] = [
  { value: 'password', name: t('One password'), meaning: t('One custodian chooses it, knows it, and can open the file alone.') },
  {
    value: 'split',
    name: t('Split among custodians (n of m)'),
    meaning: t('A strong password is made and split at once. Nobody knows it; any n of the m custodians can open the file together.'),
  },
];

interface CreateShareProps {
  readonly serial: Serial;
  readonly planned?: Planned<Partial<PlannedSplit>> | undefined;
}

export function CreateShare({ serial, planned }: CreateShareProps) {
  const device = useLastSeenDevice(serial);
  const { phase, run, reset } = useOperation('share.create');
  const [protection, setProtection] = useState<Protection>(planned?.custodians ? 'split' : 'password');
  const draft = useSplit(planned?.custodians, planned?.threshold);
  const isSplit = protection === 'split';
  const { split } = draft.judged;
  const hindrance = isSplit ? draft.judged.hindrance : undefined;
  if (!device) return null;
  return (
    <DialogFrame title={t('Create DKEK Share')} about={deviceName(device)} isBusy={phase.kind === 'busy'}>
      {phase.kind === 'done' ? (
        <ShareReport share={phase.value} onAnother={reset} />
      ) : (
        <form
          className="dialog-form"
          onSubmit={(event) => {
            event.preventDefault();
            if (!hindrance) void run({ serial, ...(isSplit && split ? { split } : {}) });
          }}
        >
          <DialogBody>
            <PlannedNote planned={planned} />
            <p>
              {t(
                'A DKEK share is 32 random bytes. The DKEK of a device is made of all its shares together; one share alone, or all but one, tell nothing about it.',
              )}
            </p>
            <Choice label={t('Protection')} layout="list" value={protection} onChange={setProtection} options={protections} />
            {isSplit && <SplitFields draft={draft} />}
            <ol className="steps">
              <li>{t('The random bytes come from this device and this computer, mixed.')}</li>
              {isSplit ? (
                <>
                  <li>{t('Each custodian comes to the screen alone, writes down or prints their part, and reads it back.')}</li>
                  <li>{t('Only when all parts are read back is the share saved as an encrypted file, read back and compared.')}</li>
                </>
              ) : (
                <>
                  <li>{t('The custodian enters a password in a window of its own. Without it the file is worthless.')}</li>
                  <li>{t('The share is saved as an encrypted file, read back and compared.')}</li>
                </>
              )}
            </ol>
            <Words kind="info">
              {isSplit
                ? t('The parts open nothing without the file: keep copies of it in two places, or print its sheet.')
                : t(
                    'Each custodian makes their own share and keeps file and password apart. Losing one share means that no new device can be made.',
                  )}
            </Words>
          </DialogBody>
          <DialogFoot phase={phase} submit={t('Create share')} hindrance={hindrance} />
        </form>
      )}
    </DialogFrame>
  );
}

function ShareReport({ share, onAnother }: { readonly share: CreatedShare; onAnother(): void }) {
  const room = useRoom();
  const { close } = useDialogPlace();
  const showCustodians = () => {
    close();
    room.show('Custodians');
  };
  return (
    <>
      <DialogBody>
        <Words kind="done" isNews>
          {share.setId
            ? t('All parts are handed over and read back; the share is saved and was read back.')
            : t('The share is saved and was read back.')}
        </Words>
        <CreatedShareFacts share={share} />
        {share.note && <p>{share.note}</p>}
        {share.setId && <p>{t('Seal each part in its own bag now: Custodians shows which ones are left.')}</p>}
      </DialogBody>
      <ReportFoot
        also={
          share.setId
            ? { label: t('Show in Custodians'), onPress: showCustodians }
            : { label: t('Create another share'), onPress: onAnother }
        }
      />
    </>
  );
}
