import { t } from '../../../shared/language/text.ts';
import type { RestoredFile } from '../../../shared/models/reports.ts';
import { Fact, Facts, Hex } from '../../controls/Facts.tsx';
import { Words } from '../../controls/Words.tsx';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { DialogFoot, ReportFoot } from '../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../dialogs/DialogFrame.tsx';
import { useOperation } from '../../dialogs/dialog-place.ts';

/** The identical file from its sheet. */
export function RestoreFromPaper() {
  const { phase, run, reset } = useOperation('paper.restore');
  return (
    <DialogFrame title={t('Restore from paper')} isBusy={phase.kind === 'busy'}>
      {phase.kind === 'done' ? (
        <>
          <RestoreReport file={phase.value} />
          <ReportFoot also={{ label: t('Restore another file'), onPress: reset }} />
        </>
      ) : (
        <>
          <DialogBody>
            <p>{t('A sheet of a DKEK share file or of a wrapped key becomes the identical file again.')}</p>
            <ol className="steps">
              <li>{t('Type the lines in a window of its own, or scan the codes. Every line is checked as it is typed.')}</li>
              <li>{t('Where the paper is damaged, a second copy of the same sheet can be merged line by line.')}</li>
              <li>{t('The SHA-256 of the whole is compared with the sheet; only then is the file saved, and read back.')}</li>
            </ol>
            <Words kind="info">
              {t('Capital and small letters differ. The sheet shows how its letters and digits look: 0 and O, 1, l and I.')}
            </Words>
          </DialogBody>
          <DialogFoot phase={phase} submit={t('Start')} cancelled={t('Cancelled. No file was saved.')} onSubmit={() => void run({})} />
        </>
      )}
    </DialogFrame>
  );
}

function RestoreReport({ file }: { readonly file: RestoredFile }) {
  const ways = [
    file.typedLines > 0 ? t('{n, plural, one {# line typed} other {# lines typed}}', { n: file.typedLines }) : '',
    file.scannedCodes > 0 ? t('{n, plural, one {# code scanned} other {# codes scanned}}', { n: file.scannedCodes }) : '',
  ].filter(Boolean);
  return (
    <DialogBody>
      <Words kind="done" isNews>
        {file.kind === 'share-file'
          ? t('The DKEK share file is back, saved and read back.')
          : t('The wrapped key is back, saved and read back.')}
      </Words>
      <Facts>
        <Fact term={t('File')}>
          <span className="path">{file.path}</span>
        </Fact>
        <Fact term={t('Came in as')}>{ways.length > 0 ? ways.join(', ') : undefined}</Fact>
        <Fact term={t('SHA-256 of the file')}>
          <Hex digits={file.sha256} />
        </Fact>
      </Facts>
      <p>{t('Compare the SHA-256 with the sheet and the minutes once more, with a second person.')}</p>
    </DialogBody>
  );
}
