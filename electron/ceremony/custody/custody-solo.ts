import { createHash } from 'node:crypto';
import { type Failure, failure, Refusal, refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { Holding, Register, ShareSet } from '../../../shared/models/custody.ts';
import type { SoloCheck } from '../../../shared/models/reports.ts';
import { fingerprint } from '../../codec/share-text.ts';
import { readTextShare } from '../../crypto/text-split.ts';
import { SHARE_VALUE } from '../../crypto/threshold.ts';
import type { ShareEntry, ShareEntryPrompt } from '../paper.ts';
import { shareNumber } from '../shares/judge-share.ts';
import type { Workstation } from '../workstation.ts';
import { holdingIn, recordOnCopy } from './custody-events.ts';
import { custodianIn, fullName } from './custody-people.ts';
import { causeOf } from './custody-register.ts';

/**
 * One custodian checks one of their sheets alone: the paper is typed or scanned and compared with the register. Nothing secret
 * is shown, no other custodian is needed. A check that fits is recorded; one that does not says what differed. Refusal
 * no-ceremony-folder, no-such-sheet, sheet-replaced, cancelled where nothing was entered.
 */
export function soloCheck(workstation: Workstation, sheetId: string): Promise<SoloCheck> {
  const { custody } = workstation;
  return custody.exclusively(t('Check Alone'), async () => {
    const { register } = custody;
    const holding = holdingIn(register, sheetId);
    const check = holding.setId === undefined ? await checkSheet(workstation, holding) : await checkPart(workstation, register, holding);
    if (check.matches) await record(workstation, sheetId);
    return check;
  });
}

async function record({ custody }: Workstation, sheetId: string): Promise<void> {
  try {
    await custody.change((register) => recordOnCopy(register, sheetId, 'read back'));
  } catch (cause) {
    refuse('sheet-not-recorded', { sheetId, detail: causeOf(cause) });
  }
}

/** One part of a split. While it does not fit the window stays; who closes it then gets the answer "does not match". */
async function checkPart({ paper }: Workstation, register: Register, holding: Holding): Promise<SoloCheck> {
  const set = register.sets.find(({ setId }) => setId === holding.setId) ?? refuse('no-such-set', { setId: holding.setId ?? '' });
  const subject = t('Share {index} of set {setId}, sheet {sheetId}', {
    index: holding.index ?? '?',
    setId: set.setId,
    sheetId: holding.sheetId,
  });
  const prompt: ShareEntryPrompt = {
    title: t('Check Alone'),
    purpose: t('{fullName} checks sheet {sheetId}. It is compared with the register; nothing is opened, shown or kept.', {
      fullName: fullName(custodianIn(register, holding.custodianId)),
      sheetId: holding.sheetId,
    }),
    kind: set.kind === 'password' ? 'ours' : 'text',
    position: '1 of 1',
    primeFirst: false,
    entered: [],
  };
  let differed: Failure | undefined;
  try {
    const detail = await paper.enterShare(prompt, async (entry) => {
      try {
        return set.kind === 'password' ? comparePasswordShare(entry, holding, set) : compareTextShare(entry, holding, set);
      } catch (error) {
        if (error instanceof Refusal) differed = error.failure;
        throw error;
      }
    });
    return { subject, matches: true, detail };
  } catch (error) {
    if (differed && error instanceof Refusal && error.failure.code === 'cancelled')
      return { subject, matches: false, detail: differed.what };
    throw error;
  }
}

function comparePasswordShare(entry: ShareEntry, holding: Holding, set: ShareSet): string {
  assertPlace(entry, holding, set, shareNumber(entry.idText, set.total));
  if (entry.value.length !== SHARE_VALUE) refuse('share-value-length', { bytes: entry.value.length, expected: SHARE_VALUE });
  const got = fingerprint(set.setId, holding.index ?? 0, entry.value.expose());
  const expected = holding.fingerprint ?? '';
  if (got !== expected) refuse('share-fingerprint-differs', { index: String(holding.index), expected, got });
  return t('The fingerprint of what was entered is {got}, the one in the register.', { got });
}

/** The register has no fingerprint of such a part: with it, all parts but one would tell a short text. Its form and place must do. */
function compareTextShare(entry: ShareEntry, holding: Holding, set: ShareSet): string {
  const share = readTextShare(new TextDecoder().decode(entry.value.expose()));
  assertPlace(entry, holding, set, share.id);
  const first = entry.scanned
    ? t('The check of its code fits, and it is share {id} of this set.', { id: share.id })
    : t('The lines fit their checks, and it is share {id} of this set.', { id: share.id });
  return `${first} ${t('The register holds nothing of its value, on purpose: that would help to guess a short text.')}`;
}

/** Refusal part-not-this-sheet, share-of-other-set. */
function assertPlace(entry: ShareEntry, holding: Holding, set: ShareSet, index: number): void {
  if (entry.setId !== undefined && entry.setId !== set.setId) refuse('share-of-other-set', { expected: set.setId, got: entry.setId });
  if (entry.sheetId !== undefined && entry.sheetId !== holding.sheetId) {
    refuse('part-not-this-sheet', {
      expected: t('sheet {sheetId}', { sheetId: holding.sheetId }),
      got: t('sheet {sheetId}', { sheetId: entry.sheetId }),
    });
  }
  if (index !== holding.index)
    refuse('part-not-this-sheet', { expected: t('share {index}', { index: holding.index ?? '?' }), got: t('share {index}', { index }) });
}

/** The sheet of a file: every line was judged by the window, the whole by the register's SHA-256. */
async function checkSheet({ paper }: Workstation, holding: Holding): Promise<SoloCheck> {
  const kind = holding.kind === 'wrapped-key-sheet' ? 'wrapped-key' : 'share-file';
  const subject =
    kind === 'wrapped-key'
      ? t('Sheet {sheetId} of a wrapped key', { sheetId: holding.sheetId })
      : t('Sheet {sheetId} of a DKEK share file', { sheetId: holding.sheetId });
  const entered = await paper.enterSheet({
    title: t('Check Alone'),
    purpose: t('Sheet {sheetId} is compared with the register; nothing is saved.', { sheetId: holding.sheetId }),
    expected: { sheetId: holding.sheetId, kind },
  });
  if (entered.sheetId !== holding.sheetId) {
    const { what } = failure('part-not-this-sheet', {
      expected: t('sheet {sheetId}', { sheetId: holding.sheetId }),
      got: t('sheet {sheetId}', { sheetId: entered.sheetId }),
    });
    return { subject, matches: false, detail: what };
  }
  const got = createHash('sha256').update(entered.bytes).digest('hex');
  const matches = got === holding.fileSha256;
  const detail = matches
    ? t('The SHA-256 of what was entered is {got}, the one in the register.', { got })
    : t('The SHA-256 of what was entered is {got}, the register has {fileSha256}.', { got, fileSha256: holding.fileSha256 ?? '?' });
  return { subject, matches, detail };
}
