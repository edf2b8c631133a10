import { t } from '../../../../shared/language/text.ts';
import { lineCheck } from '../../../../shared/paper/line-code.ts';
import { readSheetId } from '../../../../shared/paper/sheet-id.ts';
import { suggestSheetId } from '../../../../shared/paper/suggest.ts';
import { element } from '../../page/element.ts';
import type { EntryPage, ScannedLines } from '../messages.ts';
import { type LineState, placeOf } from '../sheet-lines.ts';
import { type Frame, header, scanButtons } from './frame.ts';
import { KindChoice } from './kind-choice.ts';
import { LineEntry } from './line-entry.ts';
import { SheetCopy } from './sheet-copy.ts';

type SheetPage = Extract<EntryPage, { kind: 'sheet' }>;

/** A sheet of ciphertext, typed line by line or scanned; where one copy is damaged, another helps out. */
export function sheetView(frame: Frame, { prompt, rehearsal }: SheetPage, root: HTMLElement): void {
  const { title, purpose, expected } = prompt;
  const changed = () => update();
  const kinds = new KindChoice(expected?.kind, (kind) => {
    fewest = 0;
    for (const copy of copies) copy.kind = kind;
    update();
  });
  const idOf = (label: string, id: string) => new LineEntry({ label, id, size: 12, group: 0 }, changed);
  const ids = [idOf(t('Sheet ID'), 'sheet-id'), idOf(t('Sheet ID, second copy'), 'sheet-id-second')] as const;
  const takeId = (at: 0 | 1) => (body: { readonly sheetId?: string }) => {
    if (ids[at].empty && body.sheetId !== undefined) ids[at].fill(body.sheetId);
  };
  const copies = [new SheetCopy(kinds.kind, false, changed, takeId(0)), new SheetCopy(kinds.kind, true, changed, takeId(1))] as const;
  const hash = new LineEntry({ label: 'SHA-256', id: 'sha256', size: 42, group: 4 }, changed);
  const add = element('button', { type: 'button', class: 'quiet' }, t('Add a second copy'));
  const second = element('section', { class: 'second', hidden: '' }, element('h2', {}, t('Second copy')));
  second.append(
    element(
      'p',
      { class: 'purpose' },
      t('Type only the lines that cannot be read on the first copy. Each line is taken from the copy that has it right.'),
    ),
    ids[1].node,
    copies[1].node,
  );
  const state = element('p', { class: 'state', role: 'status' });
  let scannedCodes = 0;
  /** Lines that the codes say there are, all the same whether they were read. */
  let fewest = 0;

  if (expected?.sheetId !== undefined) ids[0].fill(expected.sheetId);
  frame.body.append(
    ...kinds.nodes,
    scanButtons((from) => void scan(from)),
    element('p', { class: 'or' }, t('or type it from the sheet:')),
    ids[0].node,
    copies[0].node,
    add,
    second,
    hash.node,
    state,
  );

  /** Of each line the copy that has it right; both right and different: neither. */
  function merged(): { line: string | undefined; conflict: boolean; blank: boolean }[] {
    const [first, other] = judge();
    return first.map((mine, at) => {
      const theirs = other[at];
      const right = [mine, theirs].filter((each): each is LineState => each?.verdict.kind === 'ok');
      const [line = '', otherLine] = right.map(({ verdict }) => (verdict.kind === 'ok' ? verdict.line : ''));
      const conflict = otherLine !== undefined && line !== otherLine;
      const blank = copies.every((copy) => copy.entries[at]?.empty !== false);
      return { line: right.length > 0 && !conflict ? line : undefined, conflict, blank };
    });
  }

  function judge(): readonly [LineState[], LineState[]] {
    sayIds();
    const states = [copies[0].judge(idAt(0)), second.hidden ? [] : copies[1].judge(idAt(1))] as const;
    if (!second.hidden) copies[1].helpOut(states[0].map(({ complete }) => complete));
    return [copies[0].entries.map((_, at) => states[0][at] ?? blankState), states[1]];
  }

  function idAt(at: 0 | 1): string | undefined {
    const own = readSheetId(ids[at].typed);
    return at === 1 && ids[1].empty ? readSheetId(ids[0].typed) : own;
  }

  function sayIds(): void {
    hash.say('hint', t('Optional: the first groups, or all of it, to compare with the sheet.'));
    for (const [at, entry] of ids.entries()) {
      const known = readSheetId(entry.typed);
      const typed = entry.typed.replace(/[\s-]/g, '');
      if (known !== undefined) entry.say('fine', known);
      else if (typed.length >= 8) entry.say('wrong', t('A sheet ID has eight characters, as K7Q2-M5TX.'));
      else
        entry.say(
          'hint',
          at === 0 ? t('At the top of the sheet. It enters the check of every line.') : t('The same, unless it was printed again.'),
        );
    }
  }

  /** All lines wrong at once: then the sheet ID is more likely mistyped than all of them. */
  function offerId(wrong: readonly number[], right: number): void {
    const { extra } = ids[0];
    const known = readSheetId(ids[0].typed);
    extra.hidden = true;
    if (known === undefined || right > 0 || wrong.length < 2) return;
    const lines = wrong.map((at) => ({ place: placeOf(kinds.kind, known, at + 1), typed: copies[0].entries[at]?.typed ?? '' }));
    const better = suggestSheetId(known, lines);
    if (better === undefined) return;
    const use = element('button', { type: 'button', class: 'quiet' }, t('Use {sheetId}', { sheetId: better }));
    use.addEventListener('click', () => {
      ids[0].fill(better);
      update();
    });
    extra.replaceChildren(
      element(
        'p',
        { role: 'status' },
        t('All lines would be right on a sheet {sheetId}. Compare the ID with the paper.', { sheetId: better }),
      ),
      use,
    );
    extra.hidden = false;
  }

  function update(): void {
    const lines = merged();
    // Below the last line that was filled in there is nothing to say: a wrapped key may be over there.
    const used = lines.every(({ blank }) => blank) ? 0 : lines.length - [...lines].reverse().findIndex(({ blank }) => !blank);
    const open = lines.slice(0, Math.max(used, fewest));
    const right = open.filter(({ line }) => line !== undefined).length;
    const needed = kinds.kind === 'share-file' ? lines.length : open.length;
    offerId(
      open.flatMap(({ line, blank }, at) => (line === undefined && !blank ? [at] : [])),
      right,
    );
    const conflict = open.findIndex((line) => line.conflict);
    const words =
      conflict >= 0
        ? t('Line {number} is right in both copies, and yet different: these are two sheets.', { number: conflict + 1 })
        : kinds.kind === 'share-file'
          ? t('{right} of {needed} lines are right.', { right, needed })
          : t('{right} of {needed} or more lines are right.', { right, needed: Math.max(needed, 3) });
    if (state.textContent !== words) state.textContent = words;
    frame.ok.disabled = frame.running || right < needed || right === 0 || conflict >= 0;
  }

  function focusFirstOpen(): void {
    if (readSheetId(ids[0].typed) === undefined) {
      ids[0].input.focus();
      return;
    }
    copies[0].focus(
      Math.max(
        0,
        merged().findIndex(({ line }) => line === undefined),
      ),
    );
  }

  async function submit(): Promise<void> {
    if (frame.ok.disabled) return frame.running ? undefined : focusFirstOpen();
    const sheetId = idAt(0) ?? '';
    // A line of the second copy may have stood under another ID: from here on it has the check of the first.
    const lines = merged().flatMap(({ line }, at) => (line === undefined ? [] : `${line} ${lineCheck(sheetId, String(at + 1), line)}`));
    const typedLines = Math.min(lines.length, copies[0].typedLines + copies[1].typedLines);
    await frame.call(
      'submit-sheet',
      { kind: kinds.kind, sheetId, lines, typedLines, scannedCodes, sha256: hash.typed },
      t('Looking at the sheet…'),
    );
    update();
  }

  async function scan(from: 'camera' | 'file'): Promise<void> {
    const known = copies[0].empty ? undefined : readSheetId(ids[0].typed);
    const answer = await frame.call('scan-sheet', { from, ...(known ? { sheetId: known } : {}) }, t('Looking for codes…'));
    if (answer) take(answer.value);
  }

  function take(scanned: ScannedLines): void {
    const { codes, lines, count, sheetId } = scanned;
    kinds.kind = scanned.kind;
    for (const copy of copies) copy.kind = scanned.kind;
    ids[0].fill(sheetId);
    fewest = scanned.fewest;
    copies[0].fill(sheetId, lines, count ?? fewest);
    scannedCodes = codes.scanned;
    update();
    if (codes.scanned < codes.total) {
      state.textContent = t('{scanned} of {total} codes were found. Scan the others, or type the lines that are still open.', codes);
      focusFirstOpen();
    } else frame.ok.focus();
  }

  add.addEventListener('click', () => {
    second.hidden = false;
    add.hidden = true;
    update();
    ids[1].input.focus();
  });
  frame.form.addEventListener('submit', (event) => {
    event.preventDefault();
    void submit();
  });
  frame.form.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement) || !frame.ok.disabled) return;
    event.preventDefault();
    focusFirstOpen();
  });
  frame.whenChanged = update;
  root.replaceChildren(...header(title, rehearsal), element('p', { class: 'purpose' }, purpose), frame.form);
  update();
  focusFirstOpen();
}

const blankState: LineState = { complete: false, tone: 'hint', words: '', verdict: { kind: 'incomplete' } };
