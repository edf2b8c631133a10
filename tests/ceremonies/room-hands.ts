import { basename, join } from 'node:path';
import type { Page } from 'playwright';
import { enterShare, takeShare, type WrittenShare } from '../e2e/custody-windows.ts';
import { agreement, answerSecrets, type RunningApp } from '../e2e/harness.ts';
import type { Look } from './key-manager-steps.ts';

/** What the people in the room type, by the label of the field. */
export type Entries = Readonly<Record<string, string>>;

/**
 * The people in the room: they answer every window beside the main one. A window for secrets is filled by its labels; custodians write
 * their parts down and bring them back; sheets and documents are saved.
 */
export class RoomHands {
  readonly #running: RunningApp;
  readonly #papers: string;
  readonly #look: Look;
  /** The parts as the custodians wrote them down, in the order in which they got them. */
  readonly written: WrittenShare[] = [];
  /** Paths of what was saved from a sheet or a document. */
  readonly saved: string[] = [];
  #entries: Entries = {};
  #brought = 0;
  #fault: unknown;
  readonly #busy = new Set<Promise<void>>();
  readonly #answer = (window: Page) => {
    const done = this.#meet(window).catch((error: unknown) => {
      this.#fault ??= error;
    });
    this.#busy.add(done);
    void done.then(() => this.#busy.delete(done));
  };

  /** `papers`: the folder for what is saved from windows. */
  constructor(running: RunningApp, papers: string, look: Look) {
    this.#running = running;
    this.#papers = papers;
    this.#look = look;
  }

  /** Does something that opens windows, and answers them until it is done. Rejects with what went wrong in a window. */
  async during<T>(entries: Entries, work: () => Promise<T>): Promise<T> {
    this.#entries = entries;
    this.#brought = 0;
    this.#running.app.on('window', this.#answer);
    try {
      const working = work();
      const failing = this.#watch(working.then(() => undefined));
      await Promise.race([working, failing]);
      const result = await working;
      await Promise.all(this.#busy);
      if (this.#fault) throw this.#fault;
      return result;
    } finally {
      this.#running.app.off('window', this.#answer);
    }
  }

  /** Rejects as soon as a window could not be answered: the operation behind it would wait for ever. */
  async #watch(working: Promise<void>): Promise<void> {
    let over = false;
    const end = () => {
      over = true;
    };
    working.then(end, end);
    while (!over) {
      if (this.#fault) throw this.#fault;
      await this.#running.page.waitForTimeout(50);
    }
  }

  async #meet(window: Page): Promise<void> {
    await window.waitForURL(/^app:/);
    const url = window.url();
    if (url.startsWith('app://document/')) return this.#save(window, 'document', ['Save as text…', 'Save as PDF…']);
    if (url.startsWith('app://secret/sheet/')) return this.#save(window, 'sheet', ['Save as PDF…']);
    await window.waitForSelector('form');
    if ((await agreement(window).count()) > 0) return agreement(window).click({ noWaitAfter: true });
    if (!url.startsWith('app://secret/entry/')) return this.#type(window);
    const isHandOver = (await window.getByRole('checkbox').count()) > 0;
    if (isHandOver) {
      await this.#pictureOf(window, `part-${this.written.length + 1}`);
      this.written.push(await takeShare(window));
    } else {
      const part = this.written[this.#brought++];
      if (!part) throw new Error('more parts are asked for than there are');
      await enterShare(window, part);
    }
  }

  async #type(window: Page): Promise<void> {
    const labels = await window.locator('form label').allTextContents();
    const known = Object.entries(this.#entries).filter(([label]) => labels.includes(label));
    if (known.length === 0) throw new Error(`nobody knows what to type: ${labels.join(', ')}`);
    await answerSecrets(window, Object.fromEntries(known));
  }

  async #save(window: Page, kind: string, buttons: readonly string[]): Promise<void> {
    await window.locator('.paper footer, .sheet footer, .paper').first().waitFor();
    await this.#pictureOf(window, kind);
    for (const name of buttons) {
      await this.#running.app.evaluate(({ dialog }, folder) => {
        (dialog as unknown as Record<string, unknown>)['showSaveDialog'] = async (...args: { defaultPath?: string }[]) => {
          const suggested = args.at(-1)?.defaultPath ?? 'unnamed';
          return { canceled: false, filePath: `${folder}/${suggested.split('/').at(-1)}` };
        };
      }, this.#papers);
      const button = window.getByRole('button', { name, exact: true });
      await button.click();
      const told = window.getByText(/^Saved and read back: /).last();
      await told.waitFor();
      await window.waitForFunction(
        (text) => document.querySelector('[role=status]')?.textContent?.includes(text),
        name.includes('text') ? '.txt' : '.pdf',
      );
      const path = /Saved and read back: (\S.*?\.(?:pdf|txt))/.exec((await window.getByRole('status').textContent()) ?? '')?.[1];
      if (path) this.saved.push(join(this.#papers, basename(path)));
    }
    await window
      .getByRole('button', { name: 'Close', exact: true })
      .click({ noWaitAfter: true })
      .catch(() => undefined);
  }

  async #pictureOf(window: Page, name: string): Promise<void> {
    await this.#look(name, window);
  }
}
