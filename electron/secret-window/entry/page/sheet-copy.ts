import { t } from '../../../../shared/language/text.ts';
import { lineCheck } from '../../../../shared/paper/line-code.ts';
import { element } from '../../page/element.ts';
import { type PastedBody, pastedBody } from '../pasted-body.ts';
import { contentLength, firstLineCount, judgeSheetLine, type LineKind, type LineState, lineWidths, placeOf } from '../sheet-lines.ts';
import { LineEntry } from './line-entry.ts';
import { clearSuggestion, offerSuggestion } from './suggestion-view.ts';

const group = 4;
/** A long line stands on paper in rows of this many characters; so it does here. */
const mostInRow = 32;
const rowWidth = (kind: LineKind) => Math.min(lineWidths[kind], mostInRow);

/** The lines of one copy of a sheet, as fields with their checks. */
export class SheetCopy {
  readonly node = element('div', { class: 'lines copy' });
  readonly entries: LineEntry[] = [];
  #kind: LineKind;
  #sheetId: string | undefined;
  readonly #second: boolean;
  readonly #scanned = new Set<number>();
  readonly #changed: () => void;
  readonly #pasted: (body: PastedBody) => void;

  /** `second`: the second copy, whose labels say so; `pasted` is told of a whole body, to take its sheet ID. */
  constructor(kind: LineKind, second: boolean, changed: () => void, pasted: (body: PastedBody) => void) {
    this.#kind = kind;
    this.#second = second;
    this.#changed = changed;
    this.#pasted = pasted;
    this.#begin();
  }

  /** How many lines were typed, not scanned. */
  get typedLines(): number {
    return this.entries.filter((entry, at) => !entry.empty && !this.#scanned.has(at)).length;
  }

  get empty(): boolean {
    return this.entries.every((entry) => entry.empty);
  }

  /** Begins anew for another kind of sheet. */
  set kind(kind: LineKind) {
    if (kind === this.#kind) return;
    this.#kind = kind;
    this.entries.length = 0;
    this.#scanned.clear();
    this.#begin();
  }

  /** Judges every line under this sheet ID and says so. */
  judge(sheetId: string | undefined): LineState[] {
    this.#sheetId = sheetId;
    const states = this.entries.map((entry, at) => {
      const state = judgeSheetLine(this.#kind, sheetId, at + 1, { content: entry.input.value, check: entry.check?.value ?? '' });
      const scanned = state.verdict.kind === 'ok' && this.#scanned.has(at);
      entry.say(state.tone, scanned ? t('Right, from the code') : state.words);
      if (state.verdict.kind === 'wrong' && sheetId !== undefined && state.verdict.reason !== 'too long') {
        if (entry.extra.hidden) offerSuggestion(entry, placeOf(this.#kind, sheetId, at + 1), this.#changed);
      } else clearSuggestion(entry);
      return state;
    });
    this.#growAfter(states);
    return states;
  }

  /** Lines from codes, with the checks that they must have. */
  fill(sheetId: string, lines: readonly (readonly [number: number, line: string])[], count: number | undefined): void {
    this.#grow(count ?? Math.max(0, ...lines.map(([number]) => number)));
    for (const [number, line] of lines) {
      this.entries[number - 1]?.fill(line, lineCheck(sheetId, String(number), line));
      this.#scanned.add(number - 1);
    }
  }

  /** A second copy shows only the lines that the first has not right. */
  helpOut(right: readonly boolean[]): void {
    this.#grow(right.length);
    for (const [at, entry] of this.entries.entries()) entry.node.hidden = entry.empty && right[at] === true;
  }

  focus(at: number): void {
    const entry = this.entries[at];
    const full = entry && entry.input.value.replace(/\s/g, '').length >= contentLength(this.#kind, at + 1);
    (full ? (entry.check ?? entry.input) : entry?.input)?.focus();
  }

  #begin(): void {
    const head = ['', t('Content'), t('Check')].map((name) => element('span', { class: 'head-cell' }, name));
    this.node.replaceChildren(element('div', { class: 'head', 'aria-hidden': 'true' }, ...head));
    this.node.style.setProperty('--characters', String(rowWidth(this.#kind) * (1 + 1 / group)));
    this.#grow(firstLineCount(this.#kind));
  }

  #grow(count: number): void {
    while (this.entries.length < count) this.#add();
  }

  /** Where nobody knows how many lines there are, it goes on as long as the last one is full. */
  #growAfter(states: readonly LineState[]): void {
    if (this.#kind === 'share-file') return;
    const last = states[states.length - 1]?.verdict;
    if (last?.kind === 'ok' && last.line.length === lineWidths[this.#kind]) this.#add();
  }

  #add(): void {
    const at = this.entries.length;
    const number = at + 1;
    const width = contentLength(this.#kind, number);
    const options = {
      label: this.#second ? t('Line {number}, second copy', { number }) : t('Line {number}', { number }),
      check: this.#second ? t('Check {number}, second copy', { number }) : t('Check {number}', { number }),
      id: `line-${number}${this.#second ? '-second' : ''}`,
      number: String(number),
      size: rowWidth(this.#kind) * (1 + 1 / group),
      ...(lineWidths[this.#kind] > mostInRow ? { rows: lineWidths[this.#kind] / mostInRow, oneLine: true } : {}),
      group,
    };
    const entry = new LineEntry(options, () => {
      this.#scanned.delete(at);
      if (!entry.extra.hidden) clearSuggestion(entry);
      this.#changed();
      this.#advance(at, width);
    });
    entry.input.addEventListener('paste', (event) => this.#paste(event as ClipboardEvent, number));
    this.entries.push(entry);
    this.node.append(entry.node);
  }

  /** The next field, once this one is full: on paper the eye goes on too. Only where someone typed at the end of it. */
  #advance(at: number, width: number): void {
    const { input, check } = this.entries[at] as LineEntry;
    const content = input.value.replace(/\s/g, '');
    if (document.activeElement === input && content.length > width && check?.value === '') {
      // Line and check were typed in one go.
      const fits = content.length === width + 6;
      if (fits) (this.entries[at] as LineEntry).fill(content.slice(0, width), content.slice(width).toUpperCase());
      if (fits) this.#changed();
    } else if (document.activeElement === input && content.length === width && input.selectionEnd === input.value.length) check?.focus();
    else if (
      document.activeElement === check &&
      judgeSheetLine(this.#kind, this.#sheetId, at + 1, { content, check: check?.value ?? '' }).complete
    )
      this.entries[at + 1]?.input.focus();
  }

  #paste(event: ClipboardEvent, number: number): void {
    const body = pastedBody(event.clipboardData?.getData('text') ?? '', lineWidths[this.#kind], number);
    if (!body) return;
    event.preventDefault();
    const most = this.#kind === 'share-file' ? firstLineCount(this.#kind) : 400;
    this.#grow(Math.min(most, Math.max(...body.lines.map((line) => line.number))));
    for (const { number: at, content, check } of body.lines) this.entries[at - 1]?.fill(content, check);
    this.#pasted(body);
    this.#changed();
  }
}
