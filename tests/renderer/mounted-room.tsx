import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { App } from '../../renderer/App.tsx';
import { loadDeferred } from '../../renderer/deferred.tsx';
import { Room } from '../../renderer/store.ts';
import type { Snapshot } from '../../shared/models/snapshot.ts';
import { FakeBridge } from './fake-bridge.ts';

const rolesOfTags: Record<string, string> = { BUTTON: 'button', A: 'link', NAV: 'navigation', PROGRESS: 'progressbar', TABLE: 'table' };
const rolesOfInputs: Record<string, string> = { text: 'textbox', number: 'spinbutton', radio: 'radio', checkbox: 'checkbox' };

function roleOf(element: Element): string | undefined {
  const role = element.getAttribute('role');
  if (role) return role;
  if (element instanceof HTMLInputElement) return rolesOfInputs[element.type];
  return element instanceof HTMLSelectElement ? 'combobox' : rolesOfTags[element.tagName];
}

function nameOf(element: Element): string {
  const labelledBy = element.getAttribute('aria-labelledby')?.split(' ') ?? [];
  const label = element.id ? document.querySelector(`label[for="${element.id}"]`) : null;
  const named = element.getAttribute('aria-label') ?? labelledBy.map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
  return (named || label?.textContent || element.textContent || '').trim();
}

/** The room in happy-dom, used as a person would: by role and name, in what a person can reach. */
export class MountedRoom {
  readonly bridge = new FakeBridge();
  readonly room = new Room(this.bridge);
  readonly #root: Root;
  readonly #end: () => void;

  private constructor() {
    Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
    const place = document.createElement('div');
    document.body.append(place);
    this.#root = createRoot(place);
    this.#end = this.room.start();
  }

  static async open(snapshot?: Snapshot): Promise<MountedRoom> {
    await loadDeferred();
    const mounted = new MountedRoom();
    await act(async () => mounted.#root.render(<App room={mounted.room} />));
    if (snapshot) await mounted.push(snapshot);
    return mounted;
  }

  async close(): Promise<void> {
    await act(async () => this.#root.unmount());
    this.#end();
    document.body.replaceChildren();
  }

  push(snapshot: Snapshot): Promise<void> {
    return act(async () => this.bridge.push(snapshot));
  }

  doing(change: () => void): Promise<void> {
    return act(async () => change());
  }

  /** The open dialog, or the page when there is none. */
  get reachable(): Element {
    return document.querySelector('[role=dialog], [role=alertdialog]') ?? document.body;
  }

  all(role: string): Element[] {
    return [this.reachable, ...this.reachable.querySelectorAll('*')].filter((element) => roleOf(element) === role);
  }

  names(role: string): string[] {
    return this.all(role).map(nameOf);
  }

  find(role: string, name: string): HTMLElement {
    const found = this.all(role).filter((element) => nameOf(element) === name);
    if (found.length !== 1) throw new Error(`expected one ${role} "${name}", found ${found.length} among: ${this.names(role).join(' | ')}`);
    return found[0] as HTMLElement;
  }

  get text(): string {
    return this.reachable.textContent ?? '';
  }

  click(role: string, name: string): Promise<void> {
    const element = this.find(role, name);
    return act(async () => element.click());
  }

  type(role: string, name: string, text: string): Promise<void> {
    const element = this.find(role, name) as HTMLInputElement;
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
    return act(async () => {
      set?.call(element, text);
      element.dispatchEvent(new Event('input', { bubbles: true }));
    });
  }

  choose(name: string, value: string): Promise<void> {
    const element = this.find('combobox', name) as HTMLSelectElement;
    return act(async () => {
      element.value = value;
      element.dispatchEvent(new Event('change', { bubbles: true }));
    });
  }

  press(key: string, options: KeyboardEventInit = {}): Promise<void> {
    return act(async () => {
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...options }));
    });
  }
}
