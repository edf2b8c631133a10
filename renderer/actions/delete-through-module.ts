import { t } from '../../shared/language/text.ts';
import { deletableRows } from '../key-manager/module-words.ts';
import { moduleAction, notLookedAt } from './action.ts';

export const deleteThroughModule = moduleAction({
  id: 'delete-through-module',
  label: t('Delete through Module…'),
  danger: true,
  hindrance: (node) =>
    notLookedAt(node) ?? (deletableRows(node.device).length === 0 ? t('The module shows nothing that could be deleted.') : undefined),
  perform: ({ serial }, room) => room.open({ kind: 'delete-through-module', serial }),
});
