import { t } from '../../shared/language/text.ts';
import { deviceAction, notLoggedIn } from './action.ts';

export const importData = deviceAction({
  id: 'import-data',
  label: t('Import Data…'),
  nodes: ['objects'],
  hindrance: notLoggedIn,
  perform: ({ serial }, room) => room.open({ kind: 'import-data', serial }),
});
