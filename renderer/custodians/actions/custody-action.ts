import type { Room } from '../../store.ts';

/** One intention of a person in the Custodians view, already bound to what it is about. */
export interface CustodyAction {
  /** With its subject: `seal@K7Q2-M5TX`. */
  readonly id: string;
  readonly label: string;
  readonly danger?: boolean;
  /** Why it cannot run now, in words for the person; undefined when it can. */
  readonly hindrance?: string | undefined;
  perform(room: Room): void | Promise<void>;
}
