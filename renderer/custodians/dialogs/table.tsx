import type { DialogTable } from '../../dialogs/dialog-request.ts';
import { CheckAlone } from './CheckAlone.tsx';
import { AddCustodian, ChangeCustodian, RemoveCustodian } from './CustodianDialogs.tsx';
import { PrintSheet, SheetOutcomeDialog } from './PrintSheet.tsx';
import { Reissue } from './Reissue.tsx';
import { RestoreFromPaper } from './RestoreFromPaper.tsx';
import type { CustodyDialog } from './requests.ts';
import { Seal } from './Seal.tsx';
import { CombineText, SplitText } from './TextSecrets.tsx';

export const custodyDialogs: DialogTable<CustodyDialog> = {
  'add-custodian': { title: 'Add custodian', draw: () => <AddCustodian /> },
  'change-custodian': { title: 'Change custodian', draw: ({ id }) => <ChangeCustodian id={id} /> },
  'remove-custodian': { title: 'Remove custodian', draw: ({ id }) => <RemoveCustodian id={id} /> },
  seal: { title: 'Seal', draw: ({ sheetId }) => <Seal sheetId={sheetId} /> },
  'solo-check': { title: 'Check alone', draw: ({ sheetId }) => <CheckAlone sheetId={sheetId} /> },
  reissue: { title: 'Re-issue', draw: ({ setId }) => <Reissue setId={setId} /> },
  'print-sheet': { title: 'Print a sheet', draw: ({ planned }) => <PrintSheet planned={planned} /> },
  'sheet-outcome': { title: 'Sheet', draw: ({ title, report }) => <SheetOutcomeDialog title={title} report={report} /> },
  'restore-paper': { title: 'Restore from paper', draw: () => <RestoreFromPaper /> },
  'split-text': { title: 'Split a text secret', draw: () => <SplitText /> },
  'combine-text': { title: 'Combine a text secret', draw: () => <CombineText /> },
};
