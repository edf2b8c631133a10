import { useRoomState } from '../../room-context.ts';
import { CertificateDetails } from './CertificateDetails.tsx';
import { CreateShare } from './CreateShare.tsx';
import { DeleteKey } from './DeleteKey.tsx';
import { DialogPlaceContext } from './dialog-place.ts';
import type { DialogRequest } from './dialog-request.ts';
import { GenerateAesKey } from './GenerateAesKey.tsx';
import { GenerateEcKey } from './GenerateEcKey.tsx';
import { GenerateRsaKey } from './GenerateRsaKey.tsx';
import { ImportShare } from './ImportShare.tsx';
import { InitializeDevice } from './InitializeDevice.tsx';
import { RemoveReader } from './RemoveReader.tsx';
import { RenameKey } from './RenameKey.tsx';
import { KeyExported, KeyImported } from './Reports.tsx';
import { TestReportDialog } from './TestReportDialog.tsx';

/** Draws the first open dialog; those put aside keep what was entered and wait. */
export function DialogHost() {
  const dialogs = useRoomState((state) => state.dialogs);
  const front = dialogs.find((dialog) => !dialog.aside);
  return dialogs.map((dialog) => (
    <DialogPlaceContext key={dialog.id} value={{ id: dialog.id, isFront: dialog === front }}>
      <Content request={dialog.request} />
    </DialogPlaceContext>
  ));
}

function Content({ request }: { readonly request: DialogRequest }) {
  switch (request.kind) {
    case 'initialize-device':
      return <InitializeDevice serial={request.serial} />;
    case 'create-share':
      return <CreateShare serial={request.serial} />;
    case 'import-share':
      return <ImportShare serial={request.serial} />;
    case 'generate-aes':
      return <GenerateAesKey serial={request.serial} />;
    case 'generate-rsa':
      return <GenerateRsaKey serial={request.serial} />;
    case 'generate-ec':
      return <GenerateEcKey serial={request.serial} />;
    case 'certificate-details':
      return <CertificateDetails serial={request.serial} />;
    case 'rename-key':
      return <RenameKey serial={request.serial} reference={request.reference} />;
    case 'delete-key':
      return <DeleteKey serial={request.serial} reference={request.reference} />;
    case 'key-exported':
      return <KeyExported device={request.device} report={request.report} />;
    case 'key-imported':
      return <KeyImported device={request.device} report={request.report} />;
    case 'test-report':
      return <TestReportDialog title={request.title} device={request.device} report={request.report} />;
    case 'remove-reader':
      return <RemoveReader reader={request.reader} />;
  }
}

/** What a dialog is called where it is only mentioned. */
export function dialogTitle(request: DialogRequest): string {
  return titles[request.kind];
}

const titles: Record<DialogRequest['kind'], string> = {
  'initialize-device': 'Initialize Device',
  'create-share': 'Create DKEK Share',
  'import-share': 'Import DKEK Share',
  'generate-aes': 'Generate AES Key',
  'generate-rsa': 'Generate RSA Key',
  'generate-ec': 'Generate ECC Key',
  'certificate-details': 'Device certificate',
  'rename-key': 'Rename Key',
  'delete-key': 'Delete Key',
  'key-exported': 'Export Key',
  'key-imported': 'Import Key',
  'test-report': 'Test',
  'remove-reader': 'Remove reader',
};
