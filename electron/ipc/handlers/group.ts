import type { OperationName } from '../../../shared/ipc/contract.ts';
import type { Handlers } from '../door.ts';

/** The handlers of all operations whose names begin with the group's: `HandlersFor<'key'>` has `key.open`, `key.export` … */
export type HandlersFor<Group extends string> = Pick<Handlers, Extract<OperationName, `${Group}.${string}`>>;
