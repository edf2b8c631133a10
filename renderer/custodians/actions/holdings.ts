import { isReadBack, isReplaced } from '../../../shared/custody/quorum.ts';
import { t } from '../../../shared/language/text.ts';
import type { Holding } from '../../../shared/models/custody.ts';
import type { CustodyAction } from './custody-action.ts';

const gone = t('It has been replaced.');

export function checkAlone(holding: Holding): CustodyAction {
  const { sheetId } = holding;
  return {
    id: `solo-check@${sheetId}`,
    label: t('Check alone…'),
    hindrance: isReplaced(holding) ? gone : undefined,
    perform: (room) => room.open({ kind: 'solo-check', sheetId }),
  };
}

export function seal(holding: Holding): CustodyAction {
  const { sheetId } = holding;
  return {
    id: `seal@${sheetId}`,
    label: t('Seal…'),
    hindrance: isReplaced(holding) ? gone : isReadBack(holding) ? undefined : t('Not read back yet: check it first.'),
    perform: (room) => room.open({ kind: 'seal', sheetId }),
  };
}
