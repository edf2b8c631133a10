import { t } from '../../shared/language/text.ts';
import { moduleAction, notLookedAt } from './action.ts';

export const showMechanisms = moduleAction({
  id: 'show-mechanisms',
  label: t('Show Mechanisms…'),
  hindrance: notLookedAt,
  perform: ({ serial }, room) => room.open({ kind: 'mechanisms', serial }),
});
