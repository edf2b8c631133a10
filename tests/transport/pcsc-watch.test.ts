import { afterEach, expect, test } from 'vitest';
import { wireErrorFor } from '../../electron/transport/pcsc-codes.ts';
import type { PcscLibrary, ReaderStatus } from '../../electron/transport/pcsc-library.ts';
import { watchReaders } from '../../electron/transport/pcsc-watch.ts';
import type { ReaderService, ReaderState } from '../../electron/transport/transport.ts';

const EMPTY = 0x10;
const PRESENT = 0x20;
const MUTE = 0x200;
const IN_USE = 0x100;

/** A service in memory with the three functions the watch uses; states are set by the test. */
function fakeService({ announcesReaders = true } = {}) {
  const readers = new Map<string, number>();
  let running = true;
  let wake: (() => void) | undefined;
  const calls = { lists: 0, waits: 0, contexts: 0, released: 0, cancels: 0 };
  const changed = (): void => wake?.();
  const check = (): void => {
    if (!running) throw wireErrorFor(0x8010001d, 'fake');
  };
  const differs = (known: readonly ReaderStatus[]): boolean => known.some(({ name, state }) => readers.get(name) !== state);
  const library = {
    announcesReaders,
    async establishContext() {
      check();
      calls.contexts += 1;
      return calls.contexts;
    },
    async releaseContext() {
      calls.released += 1;
    },
    async listReaders() {
      calls.lists += 1;
      check();
      return [...readers.keys()];
    },
    async waitForChange(_context: unknown, known: readonly ReaderStatus[], timeoutMs: number) {
      calls.waits += 1;
      check();
      const before = readers.size;
      if (known.some(({ name }) => !readers.has(name))) throw wireErrorFor(0x80100009, 'fake');
      if (!differs(known) && timeoutMs > 0)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, timeoutMs);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      check();
      if (!differs(known) && readers.size === before) return undefined;
      return known.map(({ name }) => ({ name, state: readers.get(name) ?? 0x0004 }));
    },
    async cancel() {
      calls.cancels += 1;
      wake?.();
    },
  } as unknown as PcscLibrary;
  return {
    library,
    calls,
    set(name: string, state: number) {
      readers.set(name, state);
      changed();
    },
    remove(name: string) {
      readers.delete(name);
      changed();
    },
    run(now: boolean) {
      running = now;
      changed();
    },
  };
}

type Report = { service: ReaderService; readers: readonly ReaderState[] };
const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

function watched(library: () => Promise<PcscLibrary>) {
  const reports: Report[] = [];
  const stop = watchReaders(library, (service, readers) => reports.push({ service, readers }));
  stops.push(stop);
  const until = async (claim: (last: Report) => boolean): Promise<Report> => {
    for (const end = Date.now() + 5_000; ; await new Promise((resolve) => setTimeout(resolve, 5))) {
      const last = reports.at(-1);
      if (last && claim(last)) return last;
      if (Date.now() > end) throw new Error(`waited in vain; last report: ${JSON.stringify(last)}`);
    }
  };
  return { reports, stop, until };
}

test('says at once what is there, then each insertion and removal, and never the same twice', async () => {
  const service = fakeService();
  service.set('A', EMPTY);
  const { reports, until } = watched(async () => service.library);
  await until(({ readers }) => readers[0]?.card === 'absent');
  service.set('A', PRESENT | 0x10000);
  await until(({ readers }) => readers[0]?.card === 'present');
  // Another program connects: the state changes, but nothing that can be seen.
  service.set('A', PRESENT | IN_USE | 0x10000);
  await new Promise((resolve) => setTimeout(resolve, 120));
  service.set('A', PRESENT | MUTE | 0x30000);
  await until(({ readers }) => readers[0]?.card === 'mute');
  service.set('B', EMPTY);
  await until(({ readers }) => readers.length === 2);
  service.remove('A');
  await until(({ readers }) => readers.length === 1 && readers[0]?.name === 'B');
  expect(reports.map(({ readers }) => readers.map(({ name, card }) => `${name} ${card}`).join())).toEqual([
    'A absent',
    'A present',
    'A mute',
    'A mute,B absent',
    'B absent',
  ]);
});

test('notices a card that was exchanged between two looks by the count of events', async () => {
  const service = fakeService();
  service.set('A', PRESENT | 0x10000);
  const { until } = watched(async () => service.library);
  const first = (await until(({ readers }) => readers[0]?.card === 'present')).readers[0]?.insertion;
  service.set('A', PRESENT | 0x30000);
  const second = await until(({ readers }) => readers[0]?.insertion !== first);
  expect(second.readers).toEqual([{ name: 'A', card: 'present', insertion: expect.any(Number) }]);
});

test('tells a service that is absent, comes up and is restarted; the card counts as inserted anew', async () => {
  const service = fakeService();
  service.run(false);
  service.set('A', PRESENT | 0x10000);
  const { until } = watched(async () => service.library);
  expect((await until(() => true)).service).toEqual({ kind: 'absent' });
  service.run(true);
  const first = (await until(({ readers }) => readers.length === 1)).readers[0]?.insertion;
  service.run(false);
  expect(await until(({ service: { kind } }) => kind === 'absent')).toEqual({ service: { kind: 'absent' }, readers: [] });
  service.run(true);
  expect((await until(({ readers }) => readers.length === 1)).readers[0]?.insertion).not.toBe(first);
  expect(service.calls.released).toBe(service.calls.contexts - 1);
});

test('says why the service cannot be used', async () => {
  const refused = watched(
    async () => ({ establishContext: () => Promise.reject(wireErrorFor(0x8010006a, 'fake')) }) as unknown as PcscLibrary,
  );
  expect((await refused.until(() => true)).service).toEqual({ kind: 'unavailable', detail: 'SCARD_W_SECURITY_VIOLATION (0x8010006A)' });
  const missing = watched(() => Promise.reject(new Error('no library')));
  expect((await missing.until(() => true)).service).toEqual({ kind: 'unavailable', detail: 'no library' });
});

test('finds new readers where the service does not announce them, without spinning', async () => {
  const service = fakeService({ announcesReaders: false });
  const { until } = watched(async () => service.library);
  await until(({ service: { kind } }) => kind === 'running');
  service.set('A', EMPTY);
  await until(({ readers }) => readers.length === 1);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(service.calls.waits).toBeLessThan(6);
});

test('a reader that is listed but unknown or unavailable is not shown, and does not make the watch spin', async () => {
  const service = fakeService();
  service.set('A', EMPTY);
  service.set('B', 0x000c);
  const { until } = watched(async () => service.library);
  expect((await until(() => true)).readers.map(({ name }) => name)).toEqual(['A']);
  const before = service.calls.waits;
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(service.calls.waits - before).toBeLessThan(10);
  const gone = watched(async () => ({ ...service.library, waitForChange: () => Promise.reject(wireErrorFor(0x80100009, 'fake')) }));
  const lists = service.calls.lists;
  await new Promise((resolve) => setTimeout(resolve, 300));
  gone.stop();
  expect(service.calls.lists - lists).toBeLessThan(20);
});

test('ends: cancels the wait, releases the context and reports nothing more', async () => {
  const service = fakeService();
  service.set('A', EMPTY);
  const { reports, stop, until } = watched(async () => service.library);
  await until(({ readers }) => readers.length === 1);
  const before = reports.length;
  stop();
  stop();
  for (const end = Date.now() + 1_000; service.calls.released === 0 && Date.now() < end; )
    await new Promise((resolve) => setTimeout(resolve, 5));
  service.set('A', PRESENT);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(service.calls.released).toBe(1);
  expect(reports.length).toBe(before);
});
