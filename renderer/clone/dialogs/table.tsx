import { t } from '../../../shared/language/text.ts';
import type { DialogTable } from '../../dialogs/dialog-request.ts';
import { StartDrill } from './drill/StartDrill.tsx';
import { NextDevice } from './NextDevice.tsx';
import type { CloneDialog } from './requests.ts';
import { StartClone } from './StartClone.tsx';
import { VerifyDevices } from './VerifyDevices.tsx';

export const cloneDialogs: DialogTable<CloneDialog> = {
  clone: { title: t('Clone'), draw: ({ resume, planned }) => <StartClone resume={resume} planned={planned} /> },
  'clone-next': { title: t('Clone next device'), draw: () => <NextDevice /> },
  drill: { title: t('Restore drill'), draw: () => <StartDrill /> },
  verify: { title: t('Verify'), draw: () => <VerifyDevices /> },
};
