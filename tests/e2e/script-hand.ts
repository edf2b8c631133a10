import type { Locator, Page } from 'playwright';
import type { Operator } from '../ceremonies/operator.ts';
import type { RunningApp } from './harness.ts';

/** The human at the Ceremony view: begins a step, does it, ticks what was looked at, confirms. */
export class ScriptHand {
  readonly #running: RunningApp;
  readonly operator: Operator;
  readonly page: Page;

  constructor(running: RunningApp, operator: Operator) {
    this.#running = running;
    this.operator = operator;
    this.page = running.page;
  }

  heading(step: string): Locator {
    return this.page.getByRole('heading', { name: new RegExp(`^${step.replace('.', '\\.')} `) });
  }

  /** Goes through one step; `work` is what happens between its beginning and its confirmation. */
  async step(id: string, work: () => Promise<unknown> = async () => undefined): Promise<void> {
    await this.heading(id).waitFor();
    await this.operator.press('Begin step');
    await this.page.getByRole('button', { name: 'Confirm step' }).waitFor();
    await work();
    for (const box of await this.page.locator('.step-checks').getByRole('checkbox').all()) await this.tick(box);
    await this.operator.press('Confirm step');
    await this.heading(id).waitFor({ state: 'detached', timeout: 30_000 });
  }

  async tick(box: Locator): Promise<void> {
    if (this.operator.hand === 'mouse') return box.check();
    await this.operator.tabTo(box);
    await this.page.keyboard.press('Space');
  }

  async arrives(name: string): Promise<void> {
    const named = this.page.locator('strong').filter({ hasText: new RegExp(`^${name}$`) });
    const person = this.page.locator('.attendance > li').filter({ has: named });
    await this.operator.press('Arrives…', person);
    await this.operator.press('Is here', this.operator.dialog(`${name} arrives`));
    await person.getByText(/Here since/).waitFor();
  }

  /** Does what opens several secret windows, and answers them in their order. */
  async answerAll(cause: () => Promise<void>, ...entries: Readonly<Record<string, string>>[]): Promise<void> {
    const opened: Page[] = [];
    const note = (window: Page) => window.url().startsWith('app://secret/') && opened.push(window);
    this.#running.app.on('window', note);
    await cause();
    for (const [index, each] of entries.entries()) {
      for (const until = Date.now() + 30_000; opened.length <= index; await this.page.waitForTimeout(50)) {
        if (Date.now() > until) throw new Error(`secret window ${index + 1} did not open`);
      }
      await this.operator.fillSecrets(opened[index] as Page, each);
    }
    this.#running.app.off('window', note);
  }

  /** Records why it is not as planned. */
  async exception(button: string, happened: string, done: string, approvedBy: string): Promise<void> {
    await this.page.getByRole('button', { name: button, exact: true }).first().click();
    const dialog = this.page.getByRole('dialog');
    await dialog.getByLabel('Happened').fill(happened);
    await dialog.getByLabel('Done about it').fill(done);
    await dialog.getByLabel('Approved by').selectOption({ label: approvedBy });
    await this.operator.press('Record exception', dialog);
    await dialog.getByText('is in the transcript').waitFor();
    await this.operator.press('Close', this.page.getByRole('dialog'));
  }
}
