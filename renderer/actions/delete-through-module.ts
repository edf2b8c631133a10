import { deletableRows } from '../key-manager/module-words.ts';
import { moduleAction, notLookedAt } from './action.ts';

export const deleteThroughModule = moduleAction({
  id: 'delete-through-module',
  label: 'Delete through Module…',
  danger: true,
  hindrance: (node) =>
    notLookedAt(node) ?? (deletableRows(node.device).length === 0 ? 'The module shows nothing that could be deleted.' : undefined),
  perform: ({ serial }, room) => room.open({ kind: 'delete-through-module', serial }),
});
