import type { Bridge, OperationName, RequestOf, ResponseOf } from '../shared/ipc/contract.ts';
import { t } from '../shared/language/text.ts';
import type { MenuChoice, ViewName } from '../shared/models/menu-choice.ts';
import type { ReaderSnapshot, Snapshot } from '../shared/models/snapshot.ts';
import type { Serial } from '../shared/numbers.ts';
import type { Result } from '../shared/result.ts';
import type { Action } from './actions/action.ts';
import { CeremonyDesk } from './ceremony/ceremony-desk.ts';
import type { DialogRequest } from './dialogs/dialog-request.ts';
import { isHelp } from './help/requests.ts';
import { deviceName } from './key-manager/node-text.ts';
import { resolveSelection, type TreeNode, treeNodes } from './key-manager/tree-nodes.ts';
import { type Note, nothingYet, type RoomState } from './room-state.ts';

/** The main window's state: main's snapshots and what the person has opened, selected and started. */
export class Room {
  /** What a person has on the desk of the Ceremony view: a plan being written, checks being ticked. */
  readonly desk = new CeremonyDesk();
  readonly #bridge: Bridge;
  readonly #listeners = new Set<() => void>();
  /** Nodes whose content was asked for, until it has come or they leave the tree: one request at a time. */
  readonly #asked = new Set<string>();
  #state: RoomState = nothingYet;
  #lastId = 0;

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
  }

  get state(): RoomState {
    return this.#state;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Listens to main and asks for the first snapshot. Returns what ends it. */
  start(): () => void {
    const ends = [
      this.#bridge.subscribe('snapshot', (snapshot) => this.#take(snapshot)),
      this.#bridge.subscribe('progress', (progress) => this.#set({ progress })),
    ];
    void this.invoke('state.read', {}).then((result) => {
      if (result.ok) this.#take(result.value);
      else this.note('Conclave', t('start'), { kind: 'failed', failure: result.failure });
    });
    return () => {
      for (const end of ends) end();
    };
  }

  invoke<Name extends OperationName>(name: Name, request: RequestOf<Name>): Promise<Result<ResponseOf<Name>>> {
    return this.#bridge.invoke(name, request);
  }

  /** Gives what ends it. */
  onMenu(listener: (choice: MenuChoice) => void): () => void {
    return this.#bridge.subscribe('menu', listener);
  }

  /** Where a dropped file lies; empty where it has no path. */
  pathOf(file: File): string {
    return this.#bridge.pathOf(file);
  }

  /** Runs an action once: while it is under way, and while something hinders it, this does nothing. */
  async perform(action: Action, node: TreeNode): Promise<void> {
    if (action.hindrance(node) !== undefined) return;
    await this.once(`${action.id}@${node.id}`, () => action.perform(node, this));
  }

  /** Does this work unless the same is still under way. */
  async once(running: string, work: () => void | Promise<void>): Promise<void> {
    if (this.#state.running.has(running)) return;
    this.#set({ running: new Set([...this.#state.running, running]) });
    try {
      await work();
    } finally {
      this.#set({ running: new Set([...this.#state.running].filter((other) => other !== running)) });
    }
  }

  /** Invokes an operation of an action that has no dialog; a failure becomes a note about that device or reader. */
  async operate<Name extends OperationName>(
    title: string,
    about: string,
    name: Name,
    request: RequestOf<Name>,
  ): Promise<{ readonly value: ResponseOf<Name> } | undefined> {
    this.#set({ notes: notesExcept(this.#state.notes, title, about) });
    const result = await this.invoke(name, request);
    if (result.ok) return result;
    if (result.failure.code !== 'cancelled') this.note(title, about, { kind: 'failed', failure: result.failure });
    return undefined;
  }

  /** Adds a note; it replaces the one of the same action on the same device or reader. */
  note(title: string, about: string, outcome: Note['outcome']): void {
    this.#set({ notes: [{ id: ++this.#lastId, title, about, outcome }, ...notesExcept(this.#state.notes, title, about)] });
  }

  dismiss(id: number): void {
    this.#set({ notes: this.#state.notes.filter((note) => note.id !== id) });
  }

  show(view: ViewName): void {
    this.#set({ view });
  }

  select(id: string): void {
    this.#set({ selected: id });
    this.#openNode();
  }

  /** After a reading that failed; never by itself, so that a broken key does not keep the device busy. */
  readNodeAgain(id: string): void {
    this.#asked.delete(id);
    this.#set({ unread: new Set([...this.#state.unread].filter((other) => other !== id)) });
    this.#openNode();
  }

  setClosed(id: string, isClosed: boolean): void {
    const closed = new Set(this.#state.closed);
    if (isClosed) closed.add(id);
    else closed.delete(id);
    this.#set({ closed });
  }

  /** Opens a dialog; one that is already open for the same thing comes to the front instead. */
  open(request: DialogRequest): void {
    const twin = this.#state.dialogs.find((dialog) => JSON.stringify(dialog.request) === JSON.stringify(request));
    if (twin) this.setAside(twin.id, false);
    else {
      const dialog = { id: ++this.#lastId, request, aside: false };
      // Help is about what is in front now: it does not wait until that is done.
      this.#set({ dialogs: isHelp(request) ? [dialog, ...this.#state.dialogs] : [...this.#state.dialogs, dialog] });
    }
  }

  setAside(id: number, aside: boolean): void {
    this.#set({ dialogs: this.#state.dialogs.map((dialog) => (dialog.id === id ? { ...dialog, aside } : dialog)) });
  }

  close(id: number): void {
    this.#set({ dialogs: this.#state.dialogs.filter((dialog) => dialog.id !== id) });
  }

  #take(snapshot: Snapshot): void {
    const before = this.#state.snapshot;
    if (before && snapshot.revision < before.revision) return;
    const nodes = treeNodes(snapshot.readers, snapshot.module);
    const there = new Set(nodes.map((node) => node.id));
    const unread = new Set([...this.#state.unread].filter((id) => there.has(id)));
    this.#set({ snapshot, nodes, unread, pulled: pulledSerials(this.#state.pulled, before, snapshot) });
    const waiting = new Set(nodes.filter((node) => isRead(node) === false).map((node) => node.id));
    for (const id of this.#asked) if (!waiting.has(id)) this.#asked.delete(id);
    this.#openNode();
  }

  /** What a key may do, and what certificates and data there are, is read when it is first looked at, not for every device. */
  #openNode(): void {
    const selected = resolveSelection(this.#state.nodes, this.#state.selected);
    const node = selected?.kind === 'object' ? this.#state.nodes.find(({ id }) => id === selected.parent) : selected;
    if (!node || node.kind === 'reader' || isRead(node) !== false || this.#asked.has(node.id)) return;
    this.#asked.add(node.id);
    const { serial } = node.device;
    const name = deviceName(node.device);
    const reading =
      node.kind === 'key'
        ? this.operate(t('Read key {label}', { label: node.key.label }), name, 'key.open', { serial, reference: node.key.reference })
        : this.operate(t('Read Certificates and Data'), name, 'object.read', { serial });
    void reading.then((done) => {
      if (!done) this.#set({ unread: new Set([...this.#state.unread, node.id]) });
    });
  }

  #set(change: Partial<RoomState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

/** Whether a node whose content is read only when it is looked at has been read; undefined for all others. */
function isRead(node: TreeNode): boolean | undefined {
  if (node.kind === 'key') return node.key.details !== undefined;
  return node.kind === 'objects' ? node.device.objects.kind === 'read' : undefined;
}

function notesExcept(notes: readonly Note[], title: string, about: string): readonly Note[] {
  return notes.filter((note) => note.title !== title || note.about !== about);
}

function pulledSerials(pulled: readonly Serial[], before: Snapshot | undefined, now: Snapshot): readonly Serial[] {
  if (now.mode !== 'rehearsal') return [];
  const inserted = serials(now.readers);
  const known = new Set([...pulled, ...serials(before?.readers ?? [])]);
  return [...known].filter((serial) => !inserted.includes(serial)).sort();
}

function serials(readers: readonly ReaderSnapshot[]): Serial[] {
  return readers.flatMap((reader) => (reader.simulated && reader.card.kind === 'device' ? [reader.card.device.serial] : []));
}
