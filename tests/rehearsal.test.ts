import { expect, it } from 'vitest';
import { hasRealReader } from '../electron/rehearsal.ts';
import type { ReaderService, ReaderSource, ReaderState } from '../electron/transport/transport.ts';

/** A source that reports once, and tells whether its watch was ended. */
function source(service: ReaderService, names: readonly (readonly [string, ReaderState['card']])[]): ReaderSource & { ended: boolean } {
  return {
    simulated: false,
    ended: false,
    watch(listener) {
      listener(
        service,
        names.map(([name, card]) => ({ name, card, insertion: 1 })),
      );
      return () => {
        this.ended = true;
      };
    },
    connect: () => Promise.reject(new Error('not asked for')),
  };
}

it.each([
  ['a reader, though it is empty', { kind: 'running' }, [['SCM SCR 3310 00 00', 'absent']], true],
  ['a virtual reader with a card', { kind: 'running' }, [['Virtual PCD 00 00', 'present']], true],
  ['no reader', { kind: 'running' }, [], false],
  ['nothing but the empty virtual readers of vsmartcard', { kind: 'running' }, [['Virtual PCD 00 00', 'absent']], false],
  ['no service', { kind: 'absent' }, [], false],
] as const)('with %s the choice between real and rehearsal is made at once, and the watch ends', async (_, service, names, real) => {
  const readers = source(service, names);
  expect(await hasRealReader(readers)).toBe(real);
  await Promise.resolve();
  expect(readers.ended).toBe(true);
});
