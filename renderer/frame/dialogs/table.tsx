import { t } from '../../../shared/language/text.ts';
import type { DialogTable } from '../../dialogs/dialog-request.ts';
import type { FrameDialog } from './requests.ts';
import { WorkstationDialog } from './WorkstationDialog.tsx';

export const frameDialogs: DialogTable<FrameDialog> = {
  workstation: { title: t('Workstation'), draw: () => <WorkstationDialog /> },
};
