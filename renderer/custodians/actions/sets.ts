import { t } from '../../../shared/language/text.ts';
import type { ShareSet } from '../../../shared/models/custody.ts';
import type { CustodyAction } from './custody-action.ts';

/** Only the password of a share file: a text is split anew instead, because nothing else changes with it. */
export function reissue({ setId }: ShareSet): CustodyAction {
  return { id: `reissue@${setId}`, label: t('Re-issue…'), perform: (room) => room.open({ kind: 'reissue', setId }) };
}
