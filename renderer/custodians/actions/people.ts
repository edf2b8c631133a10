import { t } from '../../../shared/language/text.ts';
import type { Custodian, Register } from '../../../shared/models/custody.ts';
import { holdingsOf } from '../register-words.ts';
import type { CustodyAction } from './custody-action.ts';

export const addCustodian: CustodyAction = {
  id: 'add-custodian',
  label: t('Add custodian…'),
  perform: (room) => room.open({ kind: 'add-custodian' }),
};

export function changeCustodian({ id }: Custodian): CustodyAction {
  return { id: `change-custodian@${id}`, label: t('Change…'), perform: (room) => room.open({ kind: 'change-custodian', id }) };
}

export function removeCustodian({ id, name }: Custodian, register: Register): CustodyAction {
  const held = holdingsOf(id, register).length;
  return {
    id: `remove-custodian@${id}`,
    label: t('Remove…'),
    hindrance:
      held > 0
        ? t('{name} cannot be removed: the register names {held, plural, one {# sheet} other {# sheets}} of theirs.', { name, held })
        : undefined,
    perform: (room) => room.open({ kind: 'remove-custodian', id }),
  };
}
