import { CheckAlone } from '../custodians/dialogs/CheckAlone.tsx';
import { AddCustodian, ChangeCustodian, RemoveCustodian } from '../custodians/dialogs/CustodianDialogs.tsx';
import { PrintSheet, SheetOutcomeDialog } from '../custodians/dialogs/PrintSheet.tsx';
import { Reissue } from '../custodians/dialogs/Reissue.tsx';
import { RestoreFromPaper } from '../custodians/dialogs/RestoreFromPaper.tsx';
import { Seal } from '../custodians/dialogs/Seal.tsx';
import { CombineText, SplitText } from '../custodians/dialogs/TextSecrets.tsx';
import { CertificateDetails } from '../key-manager/dialogs/CertificateDetails.tsx';
import { CreateShare } from '../key-manager/dialogs/CreateShare.tsx';
import { DeleteKey } from '../key-manager/dialogs/DeleteKey.tsx';
import { GenerateAesKey } from '../key-manager/dialogs/GenerateAesKey.tsx';
import { GenerateEcKey } from '../key-manager/dialogs/GenerateEcKey.tsx';
import { GenerateRsaKey } from '../key-manager/dialogs/GenerateRsaKey.tsx';
import { ImportShare } from '../key-manager/dialogs/ImportShare.tsx';
import { InitializeDevice } from '../key-manager/dialogs/InitializeDevice.tsx';
import { RemoveReader } from '../key-manager/dialogs/RemoveReader.tsx';
import { RenameKey } from '../key-manager/dialogs/RenameKey.tsx';
import { KeyExported, KeyImported } from '../key-manager/dialogs/Reports.tsx';
import { TestReportDialog } from '../key-manager/dialogs/TestReportDialog.tsx';
import { useRoomState } from '../room-context.ts';
import { DialogPlaceContext } from './dialog-place.ts';
import type { DialogRequest } from './dialog-request.ts';

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
    case 'add-custodian':
      return <AddCustodian />;
    case 'change-custodian':
      return <ChangeCustodian id={request.id} />;
    case 'remove-custodian':
      return <RemoveCustodian id={request.id} />;
    case 'seal':
      return <Seal sheetId={request.sheetId} />;
    case 'solo-check':
      return <CheckAlone sheetId={request.sheetId} />;
    case 'reissue':
      return <Reissue setId={request.setId} />;
    case 'print-sheet':
      return <PrintSheet />;
    case 'sheet-outcome':
      return <SheetOutcomeDialog title={request.title} report={request.report} />;
    case 'restore-paper':
      return <RestoreFromPaper />;
    case 'split-text':
      return <SplitText />;
    case 'combine-text':
      return <CombineText />;
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
  'add-custodian': 'Add custodian',
  'change-custodian': 'Change custodian',
  'remove-custodian': 'Remove custodian',
  seal: 'Seal',
  'solo-check': 'Check alone',
  reissue: 'Re-issue',
  'print-sheet': 'Print a sheet',
  'sheet-outcome': 'Sheet',
  'restore-paper': 'Restore from paper',
  'split-text': 'Split a text secret',
  'combine-text': 'Combine a text secret',
};
