import { t } from '../../shared/language/text.ts';
import { moduleAction, noModule } from './action.ts';

export const lookThroughModule = moduleAction({
  id: 'look-through-module',
  label: t('Look through Module…'),
  hindrance: noModule,
  perform: ({ serial }, room) => room.open({ kind: 'look-through-module', serial }),
});
