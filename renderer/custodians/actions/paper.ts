import { t } from '../../../shared/language/text.ts';
import type { CustodySnapshot } from '../../../shared/models/custody.ts';
import type { CustodyAction } from './custody-action.ts';

export const printSheet: CustodyAction = {
  id: 'print-sheet',
  label: t('Print a sheet…'),
  perform: (room) => room.open({ kind: 'print-sheet' }),
};

export const printBlank: CustodyAction = {
  id: 'print-blank',
  label: t('Print a blank form'),
  async perform(room) {
    const done = await room.operate(t('Print a blank form'), t('Paper'), 'paper.print-blank', {});
    if (done) room.open({ kind: 'sheet-outcome', title: t('Print a blank form'), report: done.value });
  },
};

export const restoreFromPaper: CustodyAction = {
  id: 'restore-paper',
  label: t('Restore from paper…'),
  perform: (room) => room.open({ kind: 'restore-paper' }),
};

export function splitText(custody: CustodySnapshot | undefined): CustodyAction {
  return {
    id: 'split-text',
    label: t('Split a text secret…'),
    hindrance: custody ? undefined : t('Open the ceremony folder first: it lists the custodians.'),
    perform: (room) => room.open({ kind: 'split-text' }),
  };
}

export const combineText: CustodyAction = {
  id: 'combine-text',
  label: t('Combine a text secret…'),
  perform: (room) => room.open({ kind: 'combine-text' }),
};

export const goToKeyManager: CustodyAction = {
  id: 'go-to-key-manager',
  label: t('Go to the Key Manager'),
  perform: (room) => room.show('Key Manager'),
};
