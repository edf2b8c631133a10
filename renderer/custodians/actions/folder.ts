import type { CustodySnapshot } from '../../../shared/models/custody.ts';
import type { CustodyAction } from './custody-action.ts';

export const openFolder: CustodyAction = {
  id: 'open-folder',
  label: 'Open ceremony folder…',
  async perform(room) {
    await room.operate('Open ceremony folder', 'Custodians', 'custody.open-folder', {});
  },
};

export function closeFolder({ register, folder }: CustodySnapshot): CustodyAction {
  return {
    id: `close-folder@${folder}`,
    label: 'Close folder',
    async perform(room) {
      await room.operate('Close folder', register.title, 'custody.close-folder', {});
    },
  };
}
