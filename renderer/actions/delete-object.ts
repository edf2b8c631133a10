import { t } from '../../shared/language/text.ts';
import { notLoggedIn, objectAction } from './action.ts';

export const deleteObject = objectAction({
  id: 'delete-object',
  label: t('Delete…'),
  danger: true,
  hindrance: (_object, device) => notLoggedIn(device),
  perform: ({ file }, { serial }, room) => room.open({ kind: 'delete-object', serial, file }),
});
