import { t } from '../../shared/language/text.ts';
import { notLoggedIn, objectAction } from './action.ts';

export const renameObject = objectAction({
  id: 'rename-object',
  label: t('Rename…'),
  hindrance: (object, device) =>
    object.state === 'no content' ? t('There is no content that a name could belong to.') : notLoggedIn(device),
  perform: ({ file }, { serial }, room) => room.open({ kind: 'rename-object', serial, file }),
});
