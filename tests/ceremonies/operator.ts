import type { Locator, Page } from 'playwright';
import type { DeviceSnapshot } from '../../shared/models/snapshot.ts';
import { devicesOf, type RunningApp, readState, stateWhere, stubDialogs } from '../e2e/harness.ts';

/** `mouse` clicks and fills; `keyboard` reaches everything with Tab, arrows and Enter, and touches nothing else. */
export type Hand = 'mouse' | 'keyboard';

const mostTabs = 80;
const longWorkMs = 120_000;

/** The human at the window: picks a node in the tree, presses a button, fills a dialog, answers the secret window. */
export class Operator {
  readonly #running: RunningApp;
  readonly hand: Hand;
  readonly page: Page;

  constructor(running: RunningApp, hand: Hand = 'mouse') {
    this.#running = running;
    this.hand = hand;
    this.page = running.page;
  }

  async device(serial: string): Promise<DeviceSnapshot> {
    const found = devicesOf(await readState(this.page)).find((device) => device.serial === serial);
    if (!found) throw new Error(`${serial} is in no reader`);
    return found;
  }

  /** Waits until the device is in the state that `holds` describes. */
  async deviceWhere(serial: string, holds: (device: DeviceSnapshot) => boolean): Promise<DeviceSnapshot> {
    await stateWhere(this.page, (state) => devicesOf(state).some((device) => device.serial === serial && holds(device)), longWorkMs);
    return this.device(serial);
  }

  /** Selects the node of this device whose text begins so; an empty text means the device itself. */
  async select(serial: string, text: string): Promise<void> {
    const items = this.page.locator(`[role=treeitem][data-serial="${serial}"]`);
    const node = text === '' ? items.first() : items.filter({ hasText: new RegExp(`^${escaped(text)}`) });
    await node.waitFor();
    if (this.hand === 'mouse') await node.click();
    else await this.#arrowTo(node);
    await this.#until(async () => (await node.getAttribute('aria-selected')) === 'true');
  }

  /** Presses the button of this name: in the details panel, or in the dialog that is open. */
  async press(name: string, place: Page | Locator = this.page): Promise<void> {
    const button = place.getByRole('button', { name, exact: true });
    await button.waitFor();
    const closing = (error: unknown) => {
      // A window that closes at the way down of a key or a mouse button never sees its way up.
      if (!button.page().isClosed()) throw error;
    };
    if (this.hand === 'mouse') return button.click({ noWaitAfter: true }).catch(closing);
    await this.tabTo(button);
    await this.#keyboardOf(button).press('Enter').catch(closing);
  }

  async fill(label: string, text: string, place: Page | Locator = this.page): Promise<void> {
    const field = place.getByLabel(label, { exact: true });
    if (this.hand === 'mouse') return field.fill(text);
    await this.tabTo(field);
    await this.#keyboardOf(field).press('Control+A');
    await this.#keyboardOf(field).type(text);
  }

  /** Ticks a box, or chooses one of a few. */
  async tick(label: string, place: Page | Locator = this.page): Promise<void> {
    const box = place.getByLabel(label, { exact: true });
    if (this.hand === 'mouse') return box.check();
    const group = await box.evaluate((element) => (element instanceof HTMLInputElement && element.type === 'radio' ? element.name : ''));
    if (group === '') {
      await this.tabTo(box);
      return this.#keyboardOf(box).press('Space');
    }
    // Radio buttons are one tab stop: the chosen one. The arrows choose among them.
    await this.tabTo(place.locator(`input[name="${group}"]:checked`));
    for (let step = 0; step < mostTabs && !(await box.isChecked()); step++) await this.#keyboardOf(box).press('ArrowDown');
  }

  dialog(title: string): Locator {
    return this.page.getByRole('dialog', { name: title }).or(this.page.getByRole('alertdialog', { name: title }));
  }

  /** Answers the secret window that opens when `cause` is done, and waits until it has closed. */
  async answer(cause: () => Promise<void>, entries: Readonly<Record<string, string>>): Promise<void> {
    const opened = this.#running.app.waitForEvent('window', (page) => page.url().startsWith('app://secret/'));
    await cause();
    await this.fillSecrets(await opened, entries);
  }

  async fillSecrets(window: Page, entries: Readonly<Record<string, string>>): Promise<void> {
    const closed = window.waitForEvent('close', { timeout: longWorkMs });
    await window.waitForSelector('form');
    for (const [label, text] of Object.entries(entries)) await this.fill(label, text, window);
    await this.press('OK', window);
    await closed;
  }

  /** Agrees, in main's own window, to what `cause` asks for; `button`: what the button there must be called. `look` sees the question. */
  async agree(cause: () => Promise<void>, button: string, look?: (window: Page) => Promise<void>): Promise<void> {
    const opened = this.#running.app.waitForEvent('window', (page) => page.url().startsWith('app://secret/'));
    await cause();
    const window = await opened;
    const closed = window.waitForEvent('close', { timeout: longWorkMs });
    await window.waitForSelector('form[data-asks=agreement]');
    await look?.(window);
    await this.press(button, window);
    await closed;
  }

  /** The next file dialog chooses this path. */
  choose(path: { open?: string; save?: string }): Promise<void> {
    return stubDialogs(this.#running, path);
  }

  async tabTo(target: Locator): Promise<void> {
    await target.waitFor();
    const keyboard = this.#keyboardOf(target);
    await this.#until(() => target.isEnabled());
    for (let step = 0; step < mostTabs; step++) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await keyboard.press('Tab');
    }
    throw new Error(`the keyboard does not reach ${target}`);
  }

  /** The tree is one tab stop; inside it the arrows move. */
  async #arrowTo(node: Locator): Promise<void> {
    const page = this.page;
    await this.tabTo(page.locator('[role=treeitem][tabindex="0"]'));
    await page.keyboard.press('Home');
    for (let step = 0; step < mostTabs; step++) {
      if (await node.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press('ArrowDown');
    }
    throw new Error(`the arrows do not reach ${node}`);
  }

  #keyboardOf(target: Locator) {
    return target.page().keyboard;
  }

  async #until(holds: () => Promise<boolean>): Promise<void> {
    for (const end = Date.now() + 10_000; !(await holds()); await this.page.waitForTimeout(20)) {
      if (Date.now() > end) throw new Error('what was done in the window had no effect');
    }
  }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
