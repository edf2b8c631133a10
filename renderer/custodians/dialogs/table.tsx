import { t } from '../../../shared/language/text.ts';
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
  'add-custodian': { title: t('Add custodian'), draw: () => <AddCustodian /> },
  'change-custodian': { title: t('Change custodian'), draw: ({ id }) => <ChangeCustodian id={id} /> },
  'remove-custodian': { title: t('Remove custodian'), draw: ({ id }) => <RemoveCustodian id={id} /> },
  seal: { title: t('Seal'), draw: ({ sheetId }) => <Seal sheetId={sheetId} /> },
  'solo-check': { title: t('Check alone'), draw: ({ sheetId }) => <CheckAlone sheetId={sheetId} /> },
  reissue: { title: t('Re-issue'), draw: ({ setId }) => <Reissue setId={setId} /> },
  'print-sheet': { title: t('Print a sheet'), draw: ({ planned }) => <PrintSheet planned={planned} /> },
  'sheet-outcome': { title: t('Sheet'), draw: ({ title, report }) => <SheetOutcomeDialog title={title} report={report} /> },
  'restore-paper': { title: t('Restore from paper'), draw: () => <RestoreFromPaper /> },
  'split-text': { title: t('Split a text secret'), draw: () => <SplitText /> },
  'combine-text': { title: t('Combine a text secret'), draw: () => <CombineText /> },
};
