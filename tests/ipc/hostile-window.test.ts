import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { contract, type OperationName } from '../../shared/ipc/contract.ts';
import type { Result } from '../../shared/result.ts';
import { pins, strong } from '../ceremony/rehearsal-room.ts';
import { HostileRoom } from './hostile-room.ts';
import { type Knowledge, requestsOf } from './requests-from-schema.ts';

const names = Object.keys(contract) as OperationName[];
/** Requests alone would do them on the first device, where all they need is. */
const asFarAsThePerson = ['key.generate-aes', 'key.generate-rsa', 'key.generate-ec', 'key.rename', 'object.rename'] as const;

let hostile: HostileRoom;
beforeEach(async () => {
  hostile = await HostileRoom.open();
});
afterEach(() => hostile.room.close());

const known = (): Knowledge => ({
  serial: fc.constantFrom('UTTEST00001', 'UTTEST00002'),
  serials: fc.constant(['UTTEST00001', 'UTTEST00002']),
  reference: fc.constantFrom(1, 2),
  confirmation: fc.constantFrom('0001', '0002'),
  keyDomain: fc.constant(0),
  reader: fc.constantFrom(...hostile.room.names),
  label: fc.stringMatching(/^Forged [a-z]{6}$/),
  capabilities: fc.constant([0x10, 0x11, 0x92]),
  file: fc.constantFrom(...hostile.fileNumbers()),
  // Keys that a processor makes at once: this is not about patience.
  size: fc.constantFrom(128, 256, 1024),
});

/** PINs, passwords and keys as they stand in the devices, in every form in which they could leave. */
function secretsOf(): string[] {
  const raw = [pins.user, pins.so, strong].map((text) => Buffer.from(text));
  return raw.flatMap((bytes) => [
    bytes.toString('utf8'),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    bytes.toString('base64'),
  ]);
}

function assertHarmless(name: OperationName, result: Result<unknown>): void {
  const said = JSON.stringify(result);
  expect([name, result.ok || result.failure.code !== 'unexpected']).toEqual([name, true]);
  expect([name, secretsOf().filter((secret) => said.includes(secret))]).toEqual([name, []]);
}

describe('a main window that was taken over', () => {
  test('gets a refusal for every request that is not of the contract, and nothing runs', async () => {
    const { enter, asked, recorded } = hostile;
    const anything = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
      withSparseArray: true,
    });
    const name = fc.oneof(fc.constantFrom(...names), fc.constantFrom('__proto__', 'constructor', 'toString', ''), fc.string());
    await fc.assert(
      fc.asyncProperty(name, anything, async (name, request) => {
        const schema = Object.hasOwn(contract, name) ? contract[name as OperationName].request : undefined;
        fc.pre(schema?.safeParse(request).success !== true);
        expect(await enter('the window', name, request)).toMatchObject({ ok: false, failure: { code: 'request-malformed' } });
      }),
      { numRuns: 1500 },
    );
    expect([recorded, asked]).toEqual([[], []]);
  });

  test('gets a refusal for a good request with one field too many, missing or of another kind', async () => {
    const { enter, asked, recorded, log } = hostile;
    const tooMuch = fc.constantFrom('pin', 'so-pin', 'password', '__proto__x', 'confirmation2');
    for (const name of names) {
      await fc.assert(
        fc.asyncProperty(requestsOf(contract[name].request, known()), tooMuch, async (request, field) => {
          expect(await enter('the window', name, { ...(request as object), [field]: '648219' })).toMatchObject({
            failure: { code: 'request-malformed' },
          });
          for (const key of Object.keys(request as object)) {
            for (const wrong of [null, [], {}, -1, Number.POSITIVE_INFINITY, 'x'.repeat(100_000)]) {
              const changed = { ...(request as object), [key]: wrong };
              if (contract[name].request.safeParse(changed).success) continue;
              expect(await enter('the window', name, changed)).toMatchObject({ failure: { code: 'request-malformed' } });
            }
          }
        }),
        { numRuns: 3 },
      );
    }
    expect([recorded, asked]).toEqual([[], []]);
    expect(log.join('\n')).not.toContain('648219');
  });

  test('a caller that is not the window gets nothing, whatever it asks', async () => {
    const { enter, recorded } = hostile;
    for (const name of names) expect(await enter('a frame', name, {})).toMatchObject({ failure: { code: 'window-not-trusted' } });
    expect(recorded).toEqual([]);
  });

  test('with every forged request, in any order and twice: no crash, no secret in an answer, no card changed', async () => {
    const { enter, asked, log, room } = hostile;
    const changedBy = new Set<string>();
    const rounds = fc.sample(fc.shuffledSubarray(names, { minLength: names.length }), { numRuns: 4, seed: 20261125 });
    for (const [round, order] of rounds.entries()) {
      for (const name of order) {
        // It ends what the attack needs: the login, and the folder.
        if (['pin.logout', 'custody.close-folder', 'rehearsal.leave'].includes(name)) continue;
        const [request] = fc.sample(requestsOf(contract[name].request, known()), { numRuns: 1, seed: round + 1 });
        const before = await hostile.onTheCards();
        const result = await enter('the window', name, request);
        assertHarmless(name, result);
        // Replayed at once.
        assertHarmless(name, await enter('the window', name, request));
        await room.ready();
        if ((await hostile.onTheCards()).join() !== before.join()) changedBy.add(name);
      }
    }
    expect([...changedBy]).toEqual([]);
    // The attack got as far as the person: without that, the test would prove nothing.
    for (const name of asFarAsThePerson) expect(asked.join('\n')).toContain(`${contract[name].words}: Vault 1`);
    const snapshots = JSON.stringify(room.snapshots);
    expect(secretsOf().filter((secret) => snapshots.includes(secret))).toEqual([]);
    expect(log.filter((line) => line.startsWith('defect'))).toEqual([]);
  }, 120_000);

  test('every operation that changes a card is recorded, whether or not it was allowed', async () => {
    const { enter, recorded, room } = hostile;
    await enter('the window', 'key.rename', { serial: 'UTTEST00001', reference: 1, label: 'Renamed by nobody' });
    await enter('the window', 'key.delete', { serial: 'UTTEST00001', reference: 1, confirmation: '0001' });
    expect(recorded).toEqual(['key.rename', 'key.delete']);
    const text = await readFile(room.path('ceremony/transcript.jsonl'), 'utf8');
    expect(text).toContain('Renamed by nobody');
    expect(text).toContain('"outcome":"cancelled"');
  });
});
