import { t } from '../../../../shared/language/text.ts';
import { judgeLine } from '../../../../shared/paper/line-code.ts';
import { passwordSharePlaces, SHARE_NUMBER_LENGTH } from '../../../../shared/paper/share-lines.ts';
import { readSheetId } from '../../../../shared/paper/sheet-id.ts';
import { element } from '../../page/element.ts';
import type { EntryPage } from '../messages.ts';
import { type Judged, judgeShareId, judgeShareText, judgeShareValue } from '../share-entries.ts';
import { type Frame, header, scanButtons } from './frame.ts';
import { LineEntry } from './line-entry.ts';
import { TextLines } from './text-lines.ts';

type SharePage = Extract<EntryPage, { kind: 'share' }>;

/** One share of one custodian, typed or scanned. */
export function shareView(frame: Frame, { prompt, rehearsal }: SharePage, root: HTMLElement): void {
  const { title, purpose, kind, position, entered } = prompt;
  const ours = kind === 'ours';
  const changed = () => update();
  const field = (label: string, id: string, size: number, check?: string) =>
    new LineEntry(
      { label, id, size, group: 0, ...(kind === 'text' ? { rows: 4 } : {}), ...(check === undefined ? {} : { check }) },
      changed,
    );
  const sheetId = kind !== 'stock' ? new LineEntry({ label: t('Sheet ID'), id: 'sheet-id', size: 12, group: 0 }, changed) : undefined;
  const prime = kind === 'stock' && prompt.primeFirst ? field(t('Prime'), 'prime', 52) : undefined;
  const id = kind === 'text' ? undefined : field(t('Share ID'), 'share-id', 6, ours ? t('Check of line 2') : undefined);
  const value = field(t('Share value'), 'share-value', 52, ours ? t('Check of line 3') : undefined);
  const entries = [sheetId, prime, id, value].filter((entry): entry is LineEntry => entry !== undefined);
  const byLine = kind === 'text' ? new TextLines(changed, () => readSheetId(sheetId?.typed ?? '')) : undefined;

  /** Sheet ID and check digits may be left out; what is given must fit. */
  function checked(entry: LineEntry, line: number, plain: Judged): Judged {
    if (!plain.complete || !entry.check || entry.check.value.trim() === '') return plain;
    const known = readSheetId(sheetId?.typed ?? '');
    if (known === undefined) return { complete: false, tone: 'hint', words: t('Give the sheet ID too: it enters the check.') };
    const place = passwordSharePlaces(known)[line - 1];
    const verdict = place && judgeLine(place, entry.typed);
    if (verdict?.kind === 'ok') return { complete: true, tone: 'fine', words: t('Fits its check.') };
    if (verdict?.kind === 'incomplete') return { complete: false, tone: 'hint', words: t('Six characters of the check.') };
    return {
      complete: false,
      tone: 'wrong',
      words: t('Does not fit its check: a character of the line, the check or the sheet ID is wrong.'),
    };
  }

  function judged(): Judged[] {
    const all: [LineEntry, Judged][] = [];
    if (sheetId) all.push([sheetId, judgeSheetId(sheetId.typed)]);
    if (prime) all.push([prime, judgeShareValue(prime.input.value)]);
    if (id) all.push([id, checked(id, 2, judgeShareId(id.input.value, kind))]);
    if (byLine?.used) return [...said(all), byLine.judge()];
    if (kind === 'text') all.push([value, judgeShareText(value.input.value)]);
    else all.push([value, checked(value, 3, judgeShareValue(value.input.value, ours ? SHARE_NUMBER_LENGTH : undefined))]);
    return said(all);
  }

  function update(): void {
    frame.ok.disabled = judged().some(({ complete }) => !complete) || frame.running;
  }

  function focusFirstOpen(): void {
    const open = judged().findIndex(({ complete }) => !complete);
    if (byLine?.used && open > 0) byLine.focus();
    else entries[open]?.input.focus();
  }

  async function submit(): Promise<void> {
    if (frame.ok.disabled) return frame.running ? undefined : focusFirstOpen();
    const bytes = (entry: LineEntry | undefined) => new TextEncoder().encode(entry?.input.value ?? '');
    const known = readSheetId(sheetId?.typed ?? '');
    const whole = byLine?.used ? new TextEncoder().encode(byLine.share) : bytes(value);
    const typed = { id: bytes(id), value: whole, ...(prime ? { prime: bytes(prime) } : {}), ...(known ? { sheetId: known } : {}) };
    const answer = frame.call('submit-share', typed, t('Looking at the share…'));
    for (const part of [typed.id, typed.value, typed.prime]) part?.fill(0);
    // Where it was refused it stays to be compared with the paper: one wrong digit must not cost all of them.
    if (await answer) {
      for (const entry of entries) entry.clear();
      byLine?.clear();
    }
    update();
    focusFirstOpen();
  }

  async function scan(from: 'camera' | 'file'): Promise<void> {
    await frame.call('scan-share', from, t('Looking for the code…'));
    update();
  }

  const already = entered.length === 0 ? [] : [enteredNode(entered)];
  const scans = kind === 'stock' ? [] : [scanButtons((from) => void scan(from))];
  frame.body.append(
    ...scans,
    ...(kind === 'stock' ? [] : [element('p', { class: 'or' }, t('or type it from the sheet:'))]),
    element('div', { class: 'lines' }, ...entries.map(({ node }) => node), ...(byLine ? [byLine.node] : [])),
  );
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
  root.replaceChildren(
    ...header(title, rehearsal, element('p', { class: 'position' }, t('Entering share {position}', { position }))),
    element('p', { class: 'purpose' }, purpose),
    ...already,
    frame.form,
  );
  update();
  (prime ?? id ?? value).input.focus();
  byLine?.whenUsed((used) => {
    value.node.hidden = used;
    if (sheetId) sheetId.node.hidden = !used;
    (used ? sheetId : value)?.input.focus();
  });
  if (byLine && sheetId) sheetId.node.hidden = true;
}

function said(all: readonly (readonly [LineEntry, Judged])[]): Judged[] {
  for (const [entry, { tone, words }] of all) entry.say(tone, words);
  return all.map(([, verdict]) => verdict);
}

function judgeSheetId(typed: string): Judged {
  if (typed === '')
    return { complete: true, tone: 'hint', words: t('Optional, with the check digits: then a wrong character is found at once.') };
  const known = readSheetId(typed);
  if (known !== undefined) return { complete: true, tone: 'fine', words: known };
  return typed.replace(/[\s-]/g, '').length < 8
    ? { complete: false, tone: 'hint', words: t('Eight characters, as K7Q2-M5TX.') }
    : { complete: false, tone: 'wrong', words: t('A sheet ID has eight characters, as K7Q2-M5TX.') };
}

function enteredNode(entered: readonly string[]): HTMLElement {
  return element(
    'div',
    { class: 'entered' },
    element('p', {}, t('Already in:')),
    element('ul', {}, ...entered.map((name) => element('li', {}, name))),
  );
}
