import { t } from '../../../shared/language/text.ts';
import type { ExportedPublicKey, RegisteredPublicKey } from '../../../shared/models/reports.ts';
import { Fact, Facts, Hex } from '../../controls/Facts.tsx';
import { Words } from '../../controls/Words.tsx';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { ReportFoot } from '../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../dialogs/DialogFrame.tsx';

export function PublicKeyExported({ device, report }: { readonly device: string; readonly report: ExportedPublicKey }) {
  return (
    <DialogFrame title={t('Export Public Key for Registration')} about={device}>
      <DialogBody>
        <Words kind="done" isNews>
          {t('The public key of “{label}” is saved and was read back.', { label: report.label })}
        </Words>
        <Facts>
          <Fact term={t('File')}>
            <span className="path">{report.path}</span>
          </Fact>
          <Fact term={t('Name of the key')}>{report.holder}</Fact>
          <Fact term={t('SHA-256 of the file')}>
            <Hex digits={report.sha256} />
          </Fact>
        </Facts>
        <p>
          {t(
            'The file holds nothing secret. On the device that this key shall help to open, choose Register Public Key… and compare the name of the key with the one above.',
          )}
        </p>
      </DialogBody>
      <ReportFoot />
    </DialogFrame>
  );
}

export function PublicKeyRegistered({ report }: { readonly report: RegisteredPublicKey }) {
  const missing = report.total - report.registered;
  return (
    <DialogBody>
      <Words kind="done" isNews>
        {t('The public key is registered; the device names it among its keys.')}
      </Words>
      <Facts>
        <Fact term={t('Name of the key')}>{report.holder}</Fact>
        <Fact term={t('Vouched for by')}>{report.device}</Fact>
        <Fact term={t('Registered')}>{t('{some} of {all}', { some: report.registered, all: report.total })}</Fact>
      </Facts>
      <p>
        {missing === 0
          ? t('All places are taken. Try now that enough custodians can open the device, before any key is made on it.')
          : t('Register {missing, plural, =1 {the last key} other {# more keys}} before the device leaves the room.', { missing })}
      </p>
    </DialogBody>
  );
}
