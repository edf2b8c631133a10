import { t } from '../../../../shared/language/text.ts';
import { element } from '../../page/element.ts';
import type { EntryBridge, ReadBackLine, ReadBackVerdict } from '../messages.ts';
import { LineEntry } from './line-entry.ts';

/** The lines of a share, typed back from paper. Main compares: the page itself no longer knows the share. */
export class ReadBackView {
  readonly node = element('div', { class: 'lines' });
  readonly #bridge: EntryBridge;
  readonly #entries: LineEntry[];
  readonly #asked: number[];
  readonly #right: boolean[];
  readonly #changed: () => void;
  #scanned = false;

  constructor(bridge: EntryBridge, lines: readonly ReadBackLine[], changed: () => void) {
    this.#bridge = bridge;
    this.#changed = changed;
    this.#asked = lines.map(() => 0);
    this.#right = lines.map(() => false);
    this.#entries = lines.map(({ number, label, characters }, at) => {
      const options = {
        label: t('Line {number}', { number }),
        id: `line-${number}`,
        size: Math.min(72, Math.ceil(characters * 1.5)),
        group: 0,
      };
      const entry = new LineEntry(options, () => void this.#judge(at, characters));
      if (label !== undefined) entry.node.querySelector('label')?.after(element('span', { class: 'name' }, label));
      entry.input.addEventListener('keydown', (event) => {
        if ((event as KeyboardEvent).key !== 'Enter' || this.complete) return;
        event.preventDefault();
        this.focus();
      });
      return entry;
    });
    this.node.append(...this.#entries.map(({ node }) => node));
  }

  get complete(): boolean {
    return this.#scanned || this.#right.every(Boolean);
  }

  /** Moves to the first line that is not right yet. */
  focus(): void {
    this.#entries[Math.max(0, this.#right.indexOf(false))]?.input.focus();
  }

  /** The printed sheet was scanned and is right: nothing has to be typed. */
  scanned(): void {
    this.#scanned = true;
    for (const entry of this.#entries) {
      entry.clear();
      entry.say('fine', t('Read from the sheet: the same as the share.'));
    }
  }

  async #judge(at: number, characters: number): Promise<void> {
    const entry = this.#entries[at] as LineEntry;
    const mine = (this.#asked[at] as number) + 1;
    this.#asked[at] = mine;
    this.#scanned = false;
    const answer = await this.#bridge.call('judge-line', { at, typed: new TextEncoder().encode(entry.typed) });
    // An answer to what was typed before says nothing about what stands there now.
    if (!answer.ok || this.#asked[at] !== mine) return;
    this.#right[at] = answer.value.kind === 'ok';
    say(entry, answer.value, characters);
    this.#changed();
  }
}

function say(entry: LineEntry, verdict: ReadBackVerdict, characters: number): void {
  if (verdict.kind === 'ok') entry.say('fine', t('The same as the share.'));
  else if (verdict.kind === 'incomplete')
    entry.say('hint', t('{typed} of {whole} characters', { typed: characters - verdict.missing, whole: characters }));
  else
    entry.say(
      'wrong',
      t('Not the same as the share, from character {position} on. Is the paper wrong? Then show the share and correct it.', {
        position: verdict.position,
      }),
    );
}
