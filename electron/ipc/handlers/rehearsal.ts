import type { Custody } from '../../ceremony/custody/custody-register.ts';
import type { HandlersFor } from './group.ts';

/** Simulated readers and devices; given by main, because no procedure knows of simulators. Refusal not-in-rehearsal where none runs. */
export interface RehearsalControl {
  start(): Promise<void>;
  leave(): Promise<void>;
  /** With `pinPad`, one that enters a practice PIN by itself. */
  addReader(pinPad?: boolean): void;
  removeReader(reader: string): void;
  /** The named device, or a new one. */
  insertDevice(reader: string, serial?: string): Promise<void>;
  pullDevice(reader: string): void;
}

export function rehearsalHandlers(rehearsal: RehearsalControl, custody: Custody): HandlersFor<'rehearsal'> {
  return {
    // A register belongs to practice or to production: it is closed when the readers change.
    'rehearsal.start': () => custody.changingMode(() => rehearsal.start()),
    'rehearsal.leave': () => custody.changingMode(() => rehearsal.leave()),
    'rehearsal.add-reader': async ({ pinPad }) => rehearsal.addReader(pinPad),
    'rehearsal.remove-reader': async ({ reader }) => rehearsal.removeReader(reader),
    'rehearsal.insert-device': ({ reader, serial }) => rehearsal.insertDevice(reader, serial),
    'rehearsal.pull-device': async ({ reader }) => rehearsal.pullDevice(reader),
  };
}
