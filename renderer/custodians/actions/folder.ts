import { t } from '../../../shared/language/text.ts';
import type { CustodySnapshot } from '../../../shared/models/custody.ts';
import type { CustodyAction } from './custody-action.ts';

export const openFolder: CustodyAction = {
  id: 'open-folder',
  label: t('Open ceremony folder…'),
  async perform(room) {
    await room.operate(t('Open ceremony folder'), t('Custodians'), 'custody.open-folder', {});
  },
};

export function closeFolder({ register, folder }: CustodySnapshot): CustodyAction {
  return {
    id: `close-folder@${folder}`,
    label: t('Close folder'),
    async perform(room) {
      await room.operate(t('Close folder'), register.title, 'custody.close-folder', {});
    },
  };
}
