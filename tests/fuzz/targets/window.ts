import fc from 'fast-check';
import { factsOf } from '../../../electron/ceremony/transcript/facts.ts';
import { door, type Handlers } from '../../../electron/ipc/door.ts';
import { contract, type OperationName } from '../../../shared/ipc/contract.ts';
import { requestsOf } from '../../ipc/requests-from-schema.ts';
import { BrokenPromise, jsonBytes, type Target, textIn } from '../target.ts';

const names = Object.keys(contract) as OperationName[];

const handlers = new Proxy({} as Handlers, { get: () => async () => undefined });
const enter = door({
  isTrusted: (caller) => caller === 'us',
  handlers,
  askFirst: async () => undefined,
  record: recorded,
  follow: (_, work) => work(),
  log: () => undefined,
});

/** As the recorder: what was asked for becomes facts of an entry. */
function recorded<T>({ request }: { readonly request: unknown }, work: () => Promise<T>): Promise<T> {
  factsOf(request);
  return work();
}

/** A message from the main window: a name and a request. Every one has a Result, and none is a defect. */
const request: Target = {
  name: 'ipc-request',
  form: 'json',
  refuses: () => false,
  seeds: () =>
    names.flatMap((name) =>
      fc.sample(requestsOf(contract[name].request), { numRuns: 2, seed: 20261125 }).map((request) => jsonBytes({ name, request })),
    ),
  parse: async (input) => {
    const { name, request } = parsed(input);
    const result = await enter('us', name, request);
    if (result.ok) return;
    const { code, what, meaning, next } = result.failure;
    if (code !== 'request-malformed') throw new BrokenPromise(`it is refused with ${code}`);
    if ([what, meaning, next].some((words) => typeof words !== 'string' || words === ''))
      throw new BrokenPromise('a refusal without words');
  },
};

function parsed(input: Uint8Array): { readonly name?: unknown; readonly request?: unknown } {
  try {
    return (JSON.parse(textIn(input)) as { readonly name?: unknown } | null) ?? {};
  } catch {
    return {};
  }
}

export const windowTargets: readonly Target[] = [request];
