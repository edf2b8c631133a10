import type { CustodySnapshot } from '../../../shared/models/custody.ts';
import type { CustodyAction } from './custody-action.ts';

export const printSheet: CustodyAction = {
  id: 'print-sheet',
  label: 'Print a sheet…',
  perform: (room) => room.open({ kind: 'print-sheet' }),
};

export const printBlank: CustodyAction = {
  id: 'print-blank',
  label: 'Print a blank form',
  async perform(room) {
    const done = await room.operate('Print a blank form', 'Paper', 'paper.print-blank', {});
    if (done) room.open({ kind: 'sheet-outcome', title: 'Print a blank form', report: done.value });
  },
};

export const restoreFromPaper: CustodyAction = {
  id: 'restore-paper',
  label: 'Restore from paper…',
  perform: (room) => room.open({ kind: 'restore-paper' }),
};

export function splitText(custody: CustodySnapshot | undefined): CustodyAction {
  return {
    id: 'split-text',
    label: 'Split a text secret…',
    hindrance: custody ? undefined : 'Open the ceremony folder first: it lists the custodians.',
    perform: (room) => room.open({ kind: 'split-text' }),
  };
}

export const combineText: CustodyAction = {
  id: 'combine-text',
  label: 'Combine a text secret…',
  perform: (room) => room.open({ kind: 'combine-text' }),
};

export const goToKeyManager: CustodyAction = {
  id: 'go-to-key-manager',
  label: 'Go to the Key Manager',
  perform: (room) => room.show('Key Manager'),
};
