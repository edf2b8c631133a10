import { type Failure, failure } from '../../shared/failure.ts';
import { contract, type OperationName, type ParsedRequest, type ResponseOf } from '../../shared/ipc/contract.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import { asRefusal } from '../ceremony/wire-failure.ts';

/** What main does for each operation. A handler gets a parsed request and may throw: the door makes a Result of it. */
export type Handlers = {
  readonly [Name in OperationName]: (request: ParsedRequest<Name>) => Promise<ResponseOf<Name>>;
};

/** What went through the door, without the request: for the transcript. */
export interface Passage {
  readonly operation: OperationName;
  readonly changesCard: boolean;
  readonly outcome: 'done' | Failure['code'];
}

export interface DoorParts {
  /** Whether this call comes from the page of a window we made. Asked first, for every call. */
  readonly isTrusted: (caller: unknown) => boolean;
  readonly handlers: Handlers;
  readonly passed?: (passage: Passage) => void;
  /** Gets one line about a defect: never a message of an error, which could quote data. */
  readonly log: (line: string) => void;
}

const isOperation = (name: unknown): name is OperationName => typeof name === 'string' && Object.hasOwn(contract, name);

/** The one way in from the main window: sender, name, schema, handler, Result. Never throws. */
export function door(parts: DoorParts): (caller: unknown, name: unknown, request: unknown) => Promise<Result<unknown>> {
  const { isTrusted, handlers, passed, log } = parts;
  return async (caller, name, request) => {
    if (!isTrusted(caller)) {
      log('refused a request from an unknown window');
      return failed(failure('window-not-trusted'));
    }
    if (!isOperation(name)) return failed(failure('request-malformed', { operation: 'that this app does not know' }));
    const during = contract[name].words;
    const parsed = contract[name].request.safeParse(request);
    if (!parsed.success) {
      log(`refused a malformed request: ${name}`);
      return failed(failure('request-malformed', { operation: during }));
    }
    const result = await answer(handlers, name, parsed.data as never, during, log);
    passed?.({ operation: name, changesCard: contract[name].changesCard, outcome: result.ok ? 'done' : result.failure.code });
    return result;
  };
}

async function answer<Name extends OperationName>(
  handlers: Handlers,
  name: Name,
  request: ParsedRequest<Name>,
  during: string,
  log: DoorParts['log'],
): Promise<Result<unknown>> {
  try {
    return ok(await handlers[name](request));
  } catch (error) {
    const told = asRefusal(error, { reader: 'the reader', during }).failure;
    if (told.code === 'unexpected') log(`defect in ${name}: ${error instanceof Error ? error.name : typeof error}`);
    return failed(told);
  }
}
