import { failure } from '../../shared/failure.ts';
import { type AskedFirst, contract, type OperationName, type ParsedRequest, type ResponseOf } from '../../shared/ipc/contract.ts';
import { t } from '../../shared/language/text.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import { asRefusal } from '../ceremony/fleet/wire-failure.ts';
import type { AskFirst } from '../ceremony/questions/ask-first.ts';
import type { RecordedOperation } from '../ceremony/transcript/recorder.ts';

/** What main does for each operation. A handler gets a parsed request and may throw: the door makes a Result of it. */
export type Handlers = {
  readonly [Name in OperationName]: (request: ParsedRequest<Name>) => Promise<ResponseOf<Name>>;
};

/** Records that an operation begins and what comes of it, and may keep it from running. */
export type RecordOperation = <T>(recorded: RecordedOperation, work: () => Promise<Result<T>>) => Promise<Result<T>>;

export interface DoorParts {
  /** Whether this call comes from the page of a window we made. Asked first, for every call. */
  readonly isTrusted: (caller: unknown) => boolean;
  readonly handlers: Handlers;
  /** Asks a person about each operation that the contract has `asked first`. */
  readonly askFirst: AskFirst;
  readonly record: RecordOperation;
  /** Stands around every operation of the contract, refused or not. */
  readonly follow: (operation: OperationName, work: () => Promise<Result<unknown>>) => Promise<Result<unknown>>;
  /** Gets one line about a defect: never a message of an error, which could quote data. */
  readonly log: (line: string) => void;
}

const isOperation = (name: unknown): name is OperationName => typeof name === 'string' && Object.hasOwn(contract, name);

const isAskedFirst = (name: OperationName): name is AskedFirst => contract[name].consent === 'asked first';

/** The one way in from the main window: sender, name, schema, a person's yes, handler, Result. Never throws. */
export function door(parts: DoorParts): (caller: unknown, name: unknown, request: unknown) => Promise<Result<unknown>> {
  return async (caller, name, request) => {
    if (!parts.isTrusted(caller)) {
      parts.log('refused a request from an unknown window');
      return failed(failure('window-not-trusted'));
    }
    if (!isOperation(name)) return failed(failure('request-malformed', { operation: t('that this app does not know') }));
    return parts.follow(name, () => carryOut(parts, name, request));
  };
}

async function carryOut(parts: DoorParts, name: OperationName, request: unknown): Promise<Result<unknown>> {
  const { words: during, effect, request: schema } = contract[name];
  const parsed = schema.safeParse(request);
  if (!parsed.success) {
    parts.log(`refused a malformed request: ${name}`);
    return failed(failure('request-malformed', { operation: during }));
  }
  const run = () => answer(parts, name, parsed.data as never, during);
  if (effect === 'shows') return run();
  return parts.record({ operation: name, words: during, changesCard: effect === 'changes card', request: parsed.data }, run);
}

async function answer<Name extends OperationName>(
  { handlers, askFirst, log }: DoorParts,
  name: Name,
  request: ParsedRequest<Name>,
  during: string,
): Promise<Result<unknown>> {
  try {
    if (isAskedFirst(name)) await askFirst(name, request as ParsedRequest<typeof name>);
    return ok(await handlers[name](request));
  } catch (error) {
    const told = asRefusal(error, { reader: t('the reader'), during }).failure;
    if (told.code === 'unexpected') log(`defect in ${name}: ${error instanceof Error ? error.name : typeof error}`);
    return failed(told);
  }
}
