import { useState } from 'react';
import { t } from '../../../shared/language/text.ts';
import type { SavedPublic } from '../../../shared/models/certificates.ts';
import type { KeyReference, Serial } from '../../../shared/numbers.ts';
import { Choice } from '../../controls/Choice.tsx';
import { Fact, Facts, Hex } from '../../controls/Facts.tsx';
import { Words } from '../../controls/Words.tsx';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { DialogFoot, ReportFoot } from '../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../dialogs/DialogFrame.tsx';
import { useOperation } from '../../dialogs/dialog-place.ts';
import { deviceName } from '../node-text.ts';
import { sizeText } from '../object-text.ts';
import { useLastSeenKey } from './use-key.ts';

type Format = 'PEM' | 'OpenSSH' | 'DER';

const formats: readonly { readonly value: Format; readonly name: string; readonly meaning: string }[] = [
  { value: 'PEM', name: 'PEM', meaning: t('Text, begins with BEGIN PUBLIC KEY: for OpenSSL and most programs.') },
  {
    value: 'OpenSSH',
    name: 'OpenSSH',
    meaning: t('One line for authorized_keys. Only RSA and the curves secp256r1, secp384r1, secp521r1.'),
  },
  { value: 'DER', name: 'DER', meaning: t('The same as PEM in binary: for Java and some devices.') },
];

export function ExportPublicKey({ serial, reference }: { readonly serial: Serial; readonly reference: KeyReference }) {
  const seen = useLastSeenKey(serial, reference);
  const { phase, run } = useOperation('certificate.export-public-key');
  const [format, setFormat] = useState<Format>('PEM');
  if (!seen) return null;
  const { device, key } = seen;
  const name = deviceName(device);
  if (phase.kind === 'done') return <PublicSaved title={t('Export Public Key')} device={name} report={phase.value} />;
  return (
    <DialogFrame
      title={t('Export Public Key')}
      about={t('{key} on {device}', { key: key.label, device: name })}
      isBusy={phase.kind === 'busy'}
    >
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          void run({ serial, reference, format });
        }}
      >
        <DialogBody>
          <p>{t('The public key is no secret: others use it to verify what this key signs, or to encrypt for it.')}</p>
          <Choice label={t('Format')} layout="list" value={format} onChange={setFormat} options={formats} />
        </DialogBody>
        <DialogFoot phase={phase} submit={t('Save…')} />
      </form>
    </DialogFrame>
  );
}

/** The beginning of the sentence that says so. */
const savedWords: Readonly<Record<SavedPublic['what'], string>> = {
  'public key in PEM': t('The public key in PEM'),
  'public key in DER': t('The public key in DER'),
  'public key as OpenSSH writes it': t('The public key as OpenSSH writes it'),
  'certificate in PEM': t('The certificate in PEM'),
  'certificate in DER': t('The certificate in DER'),
  'card verifiable request (CVC)': t('The card verifiable request (CVC)'),
};

interface PublicSavedProps {
  readonly title: string;
  readonly device: string;
  readonly report: SavedPublic;
}

export function PublicSaved({ title, device, report }: PublicSavedProps) {
  return (
    <DialogFrame title={title} about={device}>
      <DialogBody>
        <Words kind="done" isNews>
          {t('{what} of the key “{label}” is saved and was read back.', { what: savedWords[report.what], label: report.label })}
        </Words>
        <Facts>
          <Fact term={t('File')}>
            <span className="path">{report.path}</span>
          </Fact>
          <Fact term={t('Size')}>{sizeText(report.bytes)}</Fact>
          <Fact term={t('SHA-256 of the file')}>
            <Hex digits={report.sha256} />
          </Fact>
          <Fact term={t('Public key SHA-256')}>{report.publicKeySha256 && <Hex digits={report.publicKeySha256} />}</Fact>
        </Facts>
      </DialogBody>
      <ReportFoot />
    </DialogFrame>
  );
}
