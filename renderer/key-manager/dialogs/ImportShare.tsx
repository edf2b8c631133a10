import { useState } from 'react';
import { t } from '../../../shared/language/text.ts';
import type { ImportedShare } from '../../../shared/models/reports.ts';
import type { Serial } from '../../../shared/numbers.ts';
import { Choice } from '../../controls/Choice.tsx';
import { Fact, Facts, Hex } from '../../controls/Facts.tsx';
import { TextField } from '../../controls/Field.tsx';
import { PlannedNote } from '../../controls/PlannedNote.tsx';
import { Words } from '../../controls/Words.tsx';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { DialogFoot, ReportFoot } from '../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../dialogs/DialogFrame.tsx';
import { useLastSeenDevice, useOperation } from '../../dialogs/dialog-place.ts';
import { placeIn } from '../dkek-place.ts';
import { deviceName } from '../node-text.ts';
import type { Planned, PlannedWay } from './planned.ts';
import { byPassword, judgeWay, NeededField, shareWays } from './ShareWayFields.tsx';

interface ImportShareProps {
  readonly serial: Serial;
  readonly keyDomain: number | undefined;
  readonly planned?: Planned<PlannedWay> | undefined;
}

export function ImportShare({ serial, keyDomain, planned }: ImportShareProps) {
  const device = useLastSeenDevice(serial);
  const { phase, run, reset } = useOperation('share.import');
  const [shareKcv, setShareKcv] = useState('');
  const [dkekKcv, setDkekKcv] = useState('');
  const [draft, setDraft] = useState({ ...byPassword, ...(planned ? { by: planned.by } : {}) });
  if (!device) return null;
  const { dkek } = placeIn(device, keyDomain);
  const about =
    keyDomain === undefined ? deviceName(device) : t('{device}, key domain {domain}', { device: deviceName(device), domain: keyDomain });
  const shareError = kcvError(shareKcv);
  const dkekError = kcvError(dkekKcv);
  const { way, error: wayError } = judgeWay(draft);
  const hasError = shareError !== undefined || dkekError !== undefined || wayError !== undefined;

  function chooseFile() {
    const expectedShareKcv = withoutGaps(shareKcv);
    const expectedDkekKcv = withoutGaps(dkekKcv);
    void run({
      serial,
      ...way,
      ...(keyDomain === undefined ? {} : { keyDomain }),
      ...(expectedShareKcv ? { expectedShareKcv } : {}),
      ...(expectedDkekKcv ? { expectedDkekKcv } : {}),
    });
  }

  if (phase.kind === 'done') {
    const isComplete = phase.value.imported >= phase.value.total;
    const importNext = () => {
      setShareKcv('');
      reset();
    };
    return (
      <DialogFrame title={t('Import DKEK Share')} about={about}>
        <ImportReport share={phase.value} />
        <ReportFoot {...(isComplete ? {} : { also: { label: t('Import the next share'), onPress: importNext } })} />
      </DialogFrame>
    );
  }
  return (
    <DialogFrame title={t('Import DKEK Share')} about={about} isBusy={phase.kind === 'busy'}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!hasError) chooseFile();
        }}
      >
        <DialogBody>
          <PlannedNote planned={planned} />
          <p>
            {dkek.kind === 'incomplete' &&
              `${t('{imported} of {all, plural, one {# share} other {# shares}} imported so far.', { imported: dkek.imported, all: dkek.shares })} `}
            {t('Choose the share file; what opens it is entered in a window of its own.')}
          </p>
          <Choice
            label={t('The file is opened by')}
            layout="list"
            value={draft.by}
            onChange={(by) => setDraft({ ...draft, by })}
            options={shareWays}
          />
          <NeededField draft={draft} onChange={setDraft} />
          <TextField
            label={t('Expected share KCV')}
            value={shareKcv}
            onChange={setShareKcv}
            isCode
            maxLength={32}
            error={shareError}
            hint={t("Optional. From the minutes or the share's sheet: 16 hex digits. A share with another value is refused.")}
          />
          <TextField
            label={t('Expected DKEK KCV')}
            value={dkekKcv}
            onChange={setDkekKcv}
            isCode
            maxLength={32}
            error={dkekError}
            hint={t('Optional. Compared when the last share is in: it shows that the whole set is the right one.')}
          />
        </DialogBody>
        <DialogFoot
          phase={phase}
          submit={t('Choose file…')}
          hindrance={hasError ? t('Correct or clear the values marked above first.') : undefined}
        />
      </form>
    </DialogFrame>
  );
}

function ImportReport({ share }: { readonly share: ImportedShare }) {
  const missing = share.total - share.imported;
  return (
    <DialogBody>
      <Words kind="done" isNews>
        {missing === 0
          ? t('{all, plural, =1 {The only share is} other {All # shares are}} imported: the DKEK is complete.', { all: share.total })
          : t('{imported} of {all, plural, one {# share} other {# shares}} imported; {missing} still missing.', {
              imported: share.imported,
              all: share.total,
              missing,
            })}
      </Words>
      <Facts>
        <Fact term={t('File')}>
          <span className="path">{share.path}</span>
        </Fact>
        <Fact term={t('Share KCV')}>
          <Hex digits={share.shareKcv} />
        </Fact>
        <Fact term="DKEK KCV">{share.dkekKcv && <Hex digits={share.dkekKcv} />}</Fact>
        <Fact term={t('SHA-256 of the file')}>
          <Hex digits={share.sha256} />
        </Fact>
      </Facts>
      {share.reading && <Words kind="info">{share.reading}</Words>}
      {share.dkekKcv && <p>{t('Every device with this DKEK must show this DKEK KCV. Compare it with the minutes.')}</p>}
    </DialogBody>
  );
}

function withoutGaps(text: string): string {
  return text.replace(/[\s:]/g, '').toUpperCase();
}

function kcvError(text: string): string | undefined {
  const digits = withoutGaps(text);
  return digits === '' || /^[0-9A-F]{16}$/.test(digits) ? undefined : t('A key check value has 16 hex digits: 0-9 and A-F.');
}
