import type {
  EnteredSheet,
  PaperDesk,
  ScannedFile,
  ShareEntry,
  ShareEntryPrompt,
  SheetEntryPrompt,
} from '../../electron/ceremony/paper.ts';
import { colonHex } from '../../electron/codec/share-text.ts';
import { Secret } from '../../electron/crypto/secret.ts';
import { ascii } from '../../shared/bytes.ts';
import { type Failure, Refusal, refuse } from '../../shared/failure.ts';
import type { SheetOutcome } from '../../shared/models/reports.ts';
import type { SheetModel } from '../../shared/models/sheet.ts';

/** What a custodian has in hand after a hand-over: what the sheet says. */
export interface Paper {
  readonly custodian: string;
  readonly model: SheetModel;
  readonly readBack: readonly string[];
}

export interface TypedShare {
  readonly prime?: string;
  readonly id: string;
  /** Colon hex, or the raw share string of a text. */
  readonly value: string;
  readonly setId?: string;
  readonly sheetId?: string;
  readonly threshold?: number;
  readonly total?: number;
  readonly scanned?: boolean;
}

/** Stands in for the windows between paper and screen: keeps what was handed out, and enters what it was told. */
export class ScriptedDesk implements PaperDesk {
  readonly handed: Paper[] = [];
  readonly shown: { model: SheetModel; copies: number }[] = [];
  readonly prompts: ShareEntryPrompt[] = [];
  readonly sheetPrompts: SheetEntryPrompt[] = [];
  readonly failures: Failure[] = [];
  readonly texts: string[] = [];
  /** Every secret that was entered: all must end up wiped. */
  readonly entered: Secret[] = [];
  /** Called while a custodian has the window: returns false where it is closed without the read-back. */
  whileHanding: (paper: Paper) => boolean | Promise<boolean> = () => true;
  printed = true;
  #shares: (TypedShare | 'close')[] = [];
  #sheets: (EnteredSheet | 'close')[] = [];

  enters(...shares: (TypedShare | 'close')[]): this {
    this.#shares.push(...shares);
    return this;
  }

  brings(...sheets: (EnteredSheet | 'close')[]): this {
    this.#sheets.push(...sheets);
    return this;
  }

  /** Forgets what was not entered. */
  startOver(): this {
    this.#shares = [];
    this.#sheets = [];
    return this;
  }

  get idle(): boolean {
    return this.#shares.length + this.#sheets.length === 0;
  }

  /** What the codes in a picture or PDF say, by the name of the file. */
  readonly scans = new Map<string, ScannedFile>();

  async readSheetFile(name: string, bytes: Uint8Array): Promise<ScannedFile> {
    bytes.fill(0);
    return this.scans.get(name) ?? refuse('scan-no-code', { name });
  }

  async showSheet(model: SheetModel, copies: number): Promise<SheetOutcome> {
    this.shown.push({ model, copies });
    return { sheetId: model.sheetId, printed: this.printed, saved: [] };
  }

  async handOver(part: Paper): Promise<{ readonly printed: boolean }> {
    if (!(await this.whileHanding(part))) return refuse('cancelled');
    this.handed.push(part);
    return { printed: this.printed };
  }

  async enterShare<T>(prompt: ShareEntryPrompt, judge: (entry: ShareEntry) => Promise<T>): Promise<T> {
    this.prompts.push(prompt);
    for (;;) {
      const typed = this.#shares.shift();
      if (!typed) throw new Error(`nobody told the scripted desk which share to enter: ${prompt.title}, ${prompt.position}`);
      if (typed === 'close') return refuse('cancelled');
      const entry = this.#entry(prompt, typed);
      try {
        return await judge(entry);
      } catch (error) {
        if (!(error instanceof Refusal) || error.failure.code === 'cancelled') throw error;
        this.failures.push(error.failure);
      } finally {
        entry.prime?.wipe();
        entry.value.wipe();
      }
    }
  }

  #entry(prompt: ShareEntryPrompt, { prime, id, value, scanned = false, ...place }: TypedShare): ShareEntry {
    const secret = (text: string) => {
      const made = new Secret(prompt.kind === 'text' ? ascii.encode(text) : colonHex.decode(text));
      this.entered.push(made);
      return made;
    };
    const withPrime = prime !== undefined && (prompt.primeFirst || scanned) ? { prime: new Secret(colonHex.decode(prime)) } : {};
    return { ...withPrime, idText: id, value: secret(value), scanned, ...place };
  }

  async enterSheet(prompt: SheetEntryPrompt): Promise<EnteredSheet> {
    this.sheetPrompts.push(prompt);
    const sheet = this.#sheets.shift();
    if (!sheet) throw new Error(`nobody told the scripted desk which sheet to enter: ${prompt.title}`);
    return sheet === 'close' ? refuse('cancelled') : sheet;
  }

  async showText(_title: string, _device: string | undefined, text: Secret): Promise<void> {
    this.texts.push(new TextDecoder().decode(text.expose()));
  }
}
