import { t } from '../../../shared/language/text.ts';
import type { ExportedKey, KeyName } from '../../../shared/models/reports.ts';
import { Fact, Facts, Hex } from '../../controls/Facts.tsx';
import { Words } from '../../controls/Words.tsx';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { ReportFoot } from '../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../dialogs/DialogFrame.tsx';
import { sizeText } from '../object-text.ts';

export function KeyExported({ device, report }: { readonly device: string; readonly report: ExportedKey }) {
  return (
    <DialogFrame title={t('Export Key')} about={device}>
      <DialogBody>
        <Words kind="done" isNews>
          {t('The key “{label}” is saved as a wrapped file and was read back.', { label: report.label })}
        </Words>
        <Facts>
          <Fact term={t('File')}>
            <span className="path">{report.path}</span>
          </Fact>
          <Fact term={t('Size')}>{sizeText(report.bytes)}</Fact>
          <Fact term="DKEK KCV">
            <Hex digits={report.dkekKcv} />
          </Fact>
          <Fact term={t('SHA-256 of the file')}>
            <Hex digits={report.sha256} />
          </Fact>
        </Facts>
        <p>
          {t(
            'The file is encrypted under the DKEK; only a device with this DKEK KCV can import it. Write the SHA-256 into the minutes and keep more than one copy.',
          )}
        </p>
      </DialogBody>
      <ReportFoot />
    </DialogFrame>
  );
}

export function KeyImported({ device, report }: { readonly device: string; readonly report: KeyName }) {
  return (
    <DialogFrame title={t('Import Key')} about={device}>
      <DialogBody>
        <Words kind="done" isNews>
          {t('The key “{label}” is on the device and was read back.', { label: report.label })}
        </Words>
        <p>{t('It is selected in the tree now. Test it before you rely on it.')}</p>
      </DialogBody>
      <ReportFoot />
    </DialogFrame>
  );
}
