import type { Custodian, Register } from '../../../shared/models/custody.ts';
import { counted } from '../../key-manager/node-text.ts';
import { holdingsOf } from '../register-words.ts';
import type { CustodyAction } from './custody-action.ts';

export const addCustodian: CustodyAction = {
  id: 'add-custodian',
  label: 'Add custodian…',
  perform: (room) => room.open({ kind: 'add-custodian' }),
};

export function changeCustodian({ id }: Custodian): CustodyAction {
  return { id: `change-custodian@${id}`, label: 'Change…', perform: (room) => room.open({ kind: 'change-custodian', id }) };
}

export function removeCustodian({ id, name }: Custodian, register: Register): CustodyAction {
  const held = holdingsOf(id, register).length;
  return {
    id: `remove-custodian@${id}`,
    label: 'Remove…',
    hindrance: held > 0 ? `${name} cannot be removed: the register names ${counted(held, 'sheet')} of theirs.` : undefined,
    perform: (room) => room.open({ kind: 'remove-custodian', id }),
  };
}
