import { t } from '../../../shared/language/text.ts';
import type { DialogTable } from '../../dialogs/dialog-request.ts';
import { CheckReport } from './CheckReport.tsx';
import type { WebadmDialog } from './requests.ts';

export const webadmDialogs: DialogTable<WebadmDialog> = {
  'webadm-check': { title: t('Check webadm.conf'), draw: ({ check }) => <CheckReport check={check} /> },
};
