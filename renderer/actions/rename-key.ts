import { t } from '../../shared/language/text.ts';
import { keyAction, notLoggedIn } from './action.ts';

export const renameKey = keyAction({
  id: 'rename-key',
  label: t('Rename Key…'),
  hindrance: (_key, device) => notLoggedIn(device),
  perform: ({ reference }, { serial }, room) => room.open({ kind: 'rename-key', serial, reference }),
});
