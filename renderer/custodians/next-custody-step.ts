import { isReadBack, isReplaced, isSealed } from '../../shared/custody/quorum.ts';
import { t } from '../../shared/language/text.ts';
import type { CustodySnapshot, Holding, Register, ShareSet } from '../../shared/models/custody.ts';
import type { StepMood } from '../controls/NextStepFrame.tsx';

import type { CustodyAction } from './actions/custody-action.ts';
import { checkAlone, seal } from './actions/holdings.ts';
import { goToKeyManager, printSheet, splitText } from './actions/paper.ts';
import { addCustodian } from './actions/people.ts';
import { reissue } from './actions/sets.ts';
import { currentSets, custodianName, day, fileSheets, holdingName, partsOf } from './register-words.ts';

export interface CustodyStep {
  readonly mood: StepMood;
  readonly state: string;
  readonly advice: string;
  readonly actions: readonly CustodyAction[];
}

/** What the people in the room should do now, so that in the end every part is read back, sealed and in the right hands. */
export function nextCustodyStep(custody: CustodySnapshot): CustodyStep {
  const { register } = custody;
  const people = register.custodians.length;
  if (people === 0) {
    return step(
      'next',
      t('Nobody is in the register yet.'),
      t('Add the people who will hold parts. A split needs at least two.'),
      addCustodian,
    );
  }
  if (people === 1 && register.sets.length === 0) {
    return step('next', t('One custodian is in the register.'), t('Add the others: a split needs at least two.'), addCustodian);
  }
  for (const set of currentSets(register)) {
    const pending = forSet(set, register);
    if (pending) return pending;
  }
  const sheet = forFileSheets(register);
  if (sheet) return sheet;
  if (register.sets.length === 0) {
    return step(
      'next',
      t('Nothing has been split yet.'),
      t('In the Key Manager, create a DKEK share that is split among custodians; or split a text such as an SO-PIN here.'),
      goToKeyManager,
      splitText(custody),
    );
  }
  return done(register);
}

function forSet(set: ShareSet, register: Register): CustodyStep | undefined {
  const { purpose } = set;
  const parts = partsOf(set, register);
  const handedOver = new Set(parts.map((part) => part.index)).size;
  if (handedOver < set.total) {
    const advice = t('The split was not finished. Make it again for the same people and destroy the papers of this one.');
    const state = t('Only {done} of {total} parts of “{purpose}” were handed over.', { done: handedOver, total: set.total, purpose });
    return set.kind === 'password' ? step('warning', state, advice, reissue(set)) : step('warning', state, advice);
  }
  const unread = parts.filter((part) => !isReadBack(part));
  if (unread[0]) {
    const who = custodianName(unread[0].custodianId, register);
    return step(
      'next',
      t(
        '{done} of {total, plural, one {# part} other {# parts}} of “{purpose}” {done, plural, one {was} other {were}} read back; check the part of {who}.',
        { done: parts.length - unread.length, total: parts.length, purpose, who },
      ),
      t('A part counts as backed up only once its custodian has read it back from the paper.'),
      checkAlone(unread[0]),
    );
  }
  const unsealed = parts.filter((part) => !isSealed(part));
  if (unsealed[0]) {
    const who = custodianName(unsealed[0].custodianId, register);
    return step(
      'next',
      t(
        '{done} of {total, plural, one {# part} other {# parts}} of “{purpose}” {done, plural, one {is} other {are}} sealed; seal the part of {who}.',
        { done: parts.length - unsealed.length, total: parts.length, purpose, who },
      ),
      t('Put the sheet into a tamper-evident bag, close it, and enter the number of the bag.'),
      seal(unsealed[0]),
    );
  }
  return undefined;
}

function forFileSheets(register: Register): CustodyStep | undefined {
  const sheets = fileSheets(register).filter((sheet) => !isReplaced(sheet));
  const unread = sheets.find((sheet) => !isReadBack(sheet));
  const about = (sheet: Holding) => ({ sheet: holdingName(sheet, register), who: custodianName(sheet.custodianId, register) });
  if (unread) {
    return step(
      'next',
      t('{sheet}, held by {who}: not read back.', about(unread)),
      t('A sheet counts as a backup only once it has been read back from the paper.'),
      checkAlone(unread),
    );
  }
  const unsealed = sheets.find((sheet) => !isSealed(sheet));
  if (!unsealed) return undefined;
  return step(
    'next',
    t('{sheet}, held by {who}: not sealed.', about(unsealed)),
    t('Put it into a tamper-evident bag and enter the number of the bag.'),
    seal(unsealed),
  );
}

function done(register: Register): CustodyStep {
  const onPaper = new Set(fileSheets(register).map((sheet) => sheet.fileSha256));
  const without = currentSets(register).find((set) => set.kind === 'password' && !onPaper.has(set.fileSha256));
  const state = t('All parts are read back and sealed.');
  if (without) {
    const advice = t('The parts of “{purpose}” only open its share file. Print the file too, or keep copies of it in two places.', {
      purpose: without.purpose,
    });
    return step('ready', state, advice, printSheet);
  }
  const checks = register.holdings.flatMap(({ events }) =>
    events.filter(({ state: kind }) => kind === 'read back' || kind === 'drilled').map(({ at }) => at),
  );
  const last = checks.toSorted((a, b) => Date.parse(a) - Date.parse(b)).at(-1);
  const advice = t('Let each custodian check their part alone from time to time.');
  return step('ready', state, last ? `${t('Last checked on {day}.', { day: day(last) })} ${advice}` : advice);
}

function step(mood: StepMood, state: string, advice: string, ...actions: readonly CustodyAction[]): CustodyStep {
  return { mood, state, advice, actions };
}
