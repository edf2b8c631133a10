import type { ExportedKey, KeyName } from '../../../shared/models/reports.ts';
import { Fact, Facts, Hex } from '../../controls/Facts.tsx';
import { Words } from '../../controls/Words.tsx';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { ReportFoot } from '../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../dialogs/DialogFrame.tsx';

export function KeyExported({ device, report }: { readonly device: string; readonly report: ExportedKey }) {
  return (
    <DialogFrame title="Export Key" about={device}>
      <DialogBody>
        <Words kind="done" isNews>
          The key “{report.label}” is saved as a wrapped file and was read back.
        </Words>
        <Facts>
          <Fact term="File">
            <span className="path">{report.path}</span>
          </Fact>
          <Fact term="Size">{`${report.bytes.toLocaleString('en')} bytes`}</Fact>
          <Fact term="DKEK KCV">
            <Hex digits={report.dkekKcv} />
          </Fact>
          <Fact term="SHA-256 of the file">
            <Hex digits={report.sha256} />
          </Fact>
        </Facts>
        <p>
          The file is encrypted under the DKEK; only a device with this DKEK KCV can import it. Write the SHA-256 into the minutes and keep
          more than one copy.
        </p>
      </DialogBody>
      <ReportFoot />
    </DialogFrame>
  );
}

export function KeyImported({ device, report }: { readonly device: string; readonly report: KeyName }) {
  return (
    <DialogFrame title="Import Key" about={device}>
      <DialogBody>
        <Words kind="done" isNews>
          The key “{report.label}” is on the device and was read back.
        </Words>
        <p>It is selected in the tree now. Test it before you rely on it.</p>
      </DialogBody>
      <ReportFoot />
    </DialogFrame>
  );
}
