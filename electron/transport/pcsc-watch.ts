import { isDeepStrictEqual } from 'node:util';
import { codeText } from './pcsc-codes.ts';
import { type Handle, type PcscLibrary, type ReaderStatus, stateBits } from './pcsc-library.ts';
import { type ReaderService, type ReaderState, WireError } from './transport.ts';

type Listener = (service: ReaderService, readers: readonly ReaderState[]) => void;

const retryMs = 1_000;
/** A lost event costs at most this; also how long the process could hang at its end if the cancel went astray. */
const longestWaitMs = 2_000;
/**
 * A reader that comes between our list and our wait is not announced (pcsc-lite counts readers when the wait begins),
 * and readers come in pairs: after each change the first wait is short.
 */
const settlingMs = 100;
/** Where the service does not announce new readers, they are looked for this often. */
const listingMs = 500;
/** Rest after a wake that showed nothing new, such as another program's connect, so that no service can make us spin. */
const restMs = 50;

interface Seen extends ReaderStatus {
  readonly insertion: number;
}

/**
 * Watches readers and cards until the returned function is called: hot plug, unplug, a service that is absent,
 * started later or restarted. Reports at once and after each change, never twice the same.
 */
export function watchReaders(library: () => Promise<PcscLibrary>, listener: Listener): () => void {
  let stopped = false;
  let wake = (): void => {};
  let waiting: { library: PcscLibrary; context: Handle } | undefined;
  let insertions = 0;
  let last: unknown;

  /** False where this has been reported already. */
  const report = (service: ReaderService, readers: readonly ReaderState[]): boolean => {
    if (stopped || isDeepStrictEqual(last, [service, readers])) return false;
    last = [service, readers];
    listener(service, readers);
    return true;
  };

  const rest = (timeMs: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, timeMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  /** Runs until the service fails (throws WireError) or the watch ends. */
  const watchContext = async (pcsc: PcscLibrary, context: Handle): Promise<void> => {
    let seen: readonly Seen[] = [];
    let settling = true;
    while (!stopped) {
      const names = await pcsc.listReaders(context);
      // A reader that comes back under its old name is another insertion: it is unknown in between.
      const known = names.map((name) => seen.find((each) => each.name === name) ?? { name, state: 0, insertion: 0 });
      const fresh = known.some((each) => each.insertion === 0);
      if (!fresh) report({ kind: 'running' }, visible(known));
      seen = known;
      if (stopped) return;
      if (known.length === 0 && !pcsc.announcesReaders) {
        await rest(listingMs);
        continue;
      }
      waiting = { library: pcsc, context };
      const changed = await pcsc
        .waitForChange(context, known, fresh ? 0 : settling ? settlingMs : pcsc.announcesReaders ? longestWaitMs : listingMs)
        .catch(async (error) => {
          if (!(error instanceof WireError) || error.fault !== 'reader-gone') throw error;
          // A reader was unplugged since it was listed: list again.
          await rest(restMs);
          return undefined;
        })
        .finally(() => {
          waiting = undefined;
        });
      settling = changed !== undefined;
      if (!changed || stopped) continue;
      const before = known;
      seen = changed.map((now, index) => {
        const then = before[index] as Seen;
        const same = then.insertion > 0 && eventCount(now) === eventCount(then) && isPresent(now) === isPresent(then);
        return { ...now, insertion: same ? then.insertion : ++insertions };
      });
      seen = seen.filter((each) => (each.state & (stateBits.unknown | stateBits.unavailable)) === 0);
      if (!report({ kind: 'running' }, visible(seen))) await rest(restMs);
    }
  };

  const run = async (): Promise<void> => {
    while (!stopped) {
      try {
        const pcsc = await library();
        const context = await pcsc.establishContext();
        try {
          await watchContext(pcsc, context);
        } finally {
          await pcsc.releaseContext(context).catch(() => {});
        }
      } catch (error) {
        report(serviceAfter(error), []);
      }
      if (!stopped) await rest(retryMs);
    }
  };

  const stop = (): void => {
    stopped = true;
    wake();
    if (!waiting) return;
    // A cancel that arrives before the wait has begun is lost (pcsc-lite): repeat until the wait is over.
    const cancelling = waiting;
    void cancelling.library.cancel(cancelling.context).catch(() => {});
    setTimeout(() => waiting === cancelling && stop(), restMs);
  };

  void run();
  return stop;
}

const eventCount = ({ state }: ReaderStatus): number => state >>> 16;
const isPresent = ({ state }: ReaderStatus): boolean => (state & stateBits.present) !== 0;

function visible(seen: readonly Seen[]): ReaderState[] {
  return seen.map(({ name, state, insertion }) => ({
    name,
    card: (state & stateBits.present) === 0 ? 'absent' : (state & stateBits.mute) !== 0 ? 'mute' : 'present',
    insertion,
  }));
}

function serviceAfter(error: unknown): ReaderService {
  if (error instanceof WireError && error.fault === 'service-absent') return { kind: 'absent' };
  if (error instanceof WireError && error.code !== undefined) return { kind: 'unavailable', detail: codeText(error.code) };
  return { kind: 'unavailable', detail: error instanceof Error ? error.message : String(error) };
}
