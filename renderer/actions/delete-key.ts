import { t } from '../../shared/language/text.ts';
import { keyAction, notLoggedIn } from './action.ts';

export const deleteKey = keyAction({
  id: 'delete-key',
  label: t('Delete Key…'),
  danger: true,
  hindrance: (_key, device) => notLoggedIn(device),
  perform: ({ reference }, { serial }, room) => room.open({ kind: 'delete-key', serial, reference }),
});
