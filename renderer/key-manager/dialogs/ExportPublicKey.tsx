import { useState } from 'react';
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
import { useLastSeenKey } from './use-key.ts';

type Format = 'PEM' | 'OpenSSH' | 'DER';

const formats: readonly { readonly value: Format; readonly name: string; readonly meaning: string }[] = [
  { value: 'PEM', name: 'PEM', meaning: 'Text, begins with BEGIN PUBLIC KEY: for OpenSSL and most programs.' },
  { value: 'OpenSSH', name: 'OpenSSH', meaning: 'One line for authorized_keys. Only RSA and the curves secp256r1, secp384r1, secp521r1.' },
  { value: 'DER', name: 'DER', meaning: 'The same as PEM in binary: for Java and some devices.' },
];

export function ExportPublicKey({ serial, reference }: { readonly serial: Serial; readonly reference: KeyReference }) {
  const seen = useLastSeenKey(serial, reference);
  const { phase, run } = useOperation('certificate.export-public-key');
  const [format, setFormat] = useState<Format>('PEM');
  if (!seen) return null;
  const { device, key } = seen;
  const name = deviceName(device);
  if (phase.kind === 'done') return <PublicSaved title="Export Public Key" device={name} report={phase.value} />;
  return (
    <DialogFrame title="Export Public Key" about={`${key.label} on ${name}`} isBusy={phase.kind === 'busy'}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          void run({ serial, reference, format });
        }}
      >
        <DialogBody>
          <p>The public key is no secret: others use it to verify what this key signs, or to encrypt for it.</p>
          <Choice label="Format" layout="list" value={format} onChange={setFormat} options={formats} />
        </DialogBody>
        <DialogFoot phase={phase} submit="Save…" />
      </form>
    </DialogFrame>
  );
}

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
          The {report.what} of the key “{report.label}” is saved and was read back.
        </Words>
        <Facts>
          <Fact term="File">
            <span className="path">{report.path}</span>
          </Fact>
          <Fact term="Size">{`${report.bytes.toLocaleString('en')} bytes`}</Fact>
          <Fact term="SHA-256 of the file">
            <Hex digits={report.sha256} />
          </Fact>
          <Fact term="Public key SHA-256">{report.publicKeySha256 && <Hex digits={report.publicKeySha256} />}</Fact>
        </Facts>
      </DialogBody>
      <ReportFoot />
    </DialogFrame>
  );
}
