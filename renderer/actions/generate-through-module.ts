import { t } from '../../shared/language/text.ts';
import { moduleAction, notLookedAt, sharesMissing } from './action.ts';

export const generateThroughModule = moduleAction({
  id: 'generate-through-module',
  label: t('Generate Key through Module…'),
  hindrance: (node) => notLookedAt(node) ?? sharesMissing(node.device),
  perform: ({ serial }, room) => room.open({ kind: 'generate-through-module', serial }),
});
