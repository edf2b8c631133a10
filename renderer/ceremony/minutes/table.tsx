import { t } from '../../../shared/language/text.ts';
import type { DialogTable } from '../../dialogs/dialog-request.ts';
import { PrintForms } from './PrintForms.tsx';
import type { MinutesDialog } from './requests.ts';
import { SignTranscript } from './SignTranscript.tsx';

export const minutesDialogs: DialogTable<MinutesDialog> = {
  'print-forms': { title: t('Print forms'), draw: () => <PrintForms /> },
  'sign-transcript': { title: t('Sign with a key'), draw: () => <SignTranscript /> },
};
