import type { Failure } from '../shared/failure.ts';
import type { ViewName } from '../shared/models/menu-choice.ts';
import type { Progress } from '../shared/models/reports.ts';
import type { Snapshot } from '../shared/models/snapshot.ts';
import type { Serial } from '../shared/numbers.ts';
import type { DialogRequest } from './dialogs/dialog-request.ts';
import type { TreeNode } from './key-manager/tree-nodes.ts';

/** What became of an action that has no dialog of its own. It stays until the person dismisses it. */
export interface Note {
  readonly id: number;
  /** The action's name. */
  readonly title: string;
  /** The device, reader, person or sheet: `HSM A DENK0100001`. */
  readonly about: string;
  readonly outcome: { readonly kind: 'done'; readonly text: string } | { readonly kind: 'failed'; readonly failure: Failure };
}

export interface OpenDialog {
  readonly id: number;
  readonly request: DialogRequest;
  /** Put aside while its operation runs; it comes back when that ends. */
  readonly aside: boolean;
}

export interface RoomState {
  /** undefined until main has answered for the first time. */
  readonly snapshot?: Snapshot;
  readonly nodes: readonly TreeNode[];
  readonly progress: Progress | null;
  readonly view: ViewName;
  readonly selected?: string;
  readonly closed: ReadonlySet<string>;
  readonly dialogs: readonly OpenDialog[];
  readonly notes: readonly Note[];
  /** Ids of nodes whose content could not be read. */
  readonly unread: ReadonlySet<string>;
  /** `<action id>@<subject>` of what has been started and has not ended: a second click does nothing. */
  readonly running: ReadonlySet<string>;
  /** Serials of simulated devices that were pulled: they can be inserted again. */
  readonly pulled: readonly Serial[];
}

/** Before main has answered. */
export const nothingYet: RoomState = {
  nodes: [],
  progress: null,
  view: 'Key Manager',
  closed: new Set(),
  dialogs: [],
  notes: [],
  unread: new Set(),
  running: new Set(),
  pulled: [],
};
