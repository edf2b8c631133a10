import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { generateAes } from '../../electron/ceremony/keys/generate.ts';
import { importData } from '../../electron/ceremony/objects/import-data.ts';
import type { PaperDesk } from '../../electron/ceremony/paper.ts';
import type { Person } from '../../electron/ceremony/person.ts';
import { setUpDomain } from '../../electron/ceremony/set-up/key-domains.ts';
import { door } from '../../electron/ipc/door.ts';
import { handlersOf } from '../../electron/ipc/handlers/all.ts';
import { SimulatedCard } from '../../electron/simulator/card.ts';
import { refuse } from '../../shared/failure.ts';
import { contract, type OperationName } from '../../shared/ipc/contract.ts';
import type { Result } from '../../shared/result.ts';
import { pins, RehearsalRoom, strong } from '../ceremony/rehearsal-room.ts';
import { logIn, makeShare, readyDevice, setUp } from '../ceremony/steps.ts';
import { type Knowledge, requestsOf } from './requests-from-schema.ts';

/**
 * A main window that was taken over: it sends whatever it likes, and knows serials, references and what the operator would type to
 * confirm. Nobody answers in main's own windows: the person there cancels. Devices are logged in, as in the middle of a ceremony.
 */
const names = Object.keys(contract) as OperationName[];
/** What a login is consent enough for: keys and domains are added, labels change; nothing is lost, and all of it is recorded. */
const withoutQuestion: readonly OperationName[] = [
  'key.generate-aes',
  'key.generate-rsa',
  'key.generate-ec',
  'key.rename',
  'object.rename',
  'domain.set-up',
];

let room: RehearsalRoom;
let asked: string[];
let recorded: string[];
let log: string[];

const nobody = async () => refuse('cancelled');
const person: Person = {
  secrets: async (form) => {
    asked.push(`${form.title}: ${form.device ?? ''}`);
    return refuse('cancelled');
  },
  openFile: nobody,
  openFolder: nobody,
  saveFile: nobody,
};
const paper: PaperDesk = {
  showSheet: nobody,
  handOver: nobody,
  enterShare: nobody,
  enterSheet: nobody,
  readSheetFile: nobody,
  showText: nobody,
};

function openDoor() {
  const nothing = async () => undefined;
  const control = {
    start: nothing,
    leave: nothing,
    addReader: () => undefined,
    removeReader: () => undefined,
    insertDevice: nothing,
    pullDevice: () => undefined,
  };
  return door({
    isTrusted: (caller) => caller === 'the window',
    handlers: handlersOf({ ...room.workstation, person, paper }, control),
    record: (operation, work) => {
      recorded.push(operation.operation);
      return room.recorder.operation(operation, work);
    },
    log: (line) => log.push(line),
  });
}

const onTheCards = () => Promise.all(room.cards.map(({ serial }) => readFile(room.path(serial), 'utf8')));

beforeEach(async () => {
  [asked, recorded, log] = [[], [], []];
  room = new RehearsalRoom();
  room.folder = await mkdtemp(`${tmpdir()}/conclave-hostile-`);
  for (const serial of ['UTTEST00001', 'UTTEST00002']) room.add(await SimulatedCard.open(room.path(serial), { serial }));
  room.fleet.start(room.readers);
  await room.ready();
  await mkdir(room.path('ceremony'));
  await room.custody.open(room.path('ceremony'));
  const share = await makeShare(room, 'one.pbe');
  await readyDevice(room, 0, share);
  await setUp(room, 1, { scheme: 'domains', domains: 2 });
  await logIn(room, 1);
  await setUpDomain(room.workstation, { serial: room.serialOf(1), keyDomain: 0, shares: 1 });
  await writeFile(room.path('note.txt'), 'a note');
  room.person.opens(room.path('note.txt'));
  await importData(room.workstation, { serial: room.serialOf(0), label: 'Note', application: '', confidential: false });
  await generateAes(room.workstation, { serial: room.serialOf(0), label: 'HSM AES Key', size: 256, capabilities: [0x10, 0x11, 0x92] });
});
afterEach(() => room.close());

const known = (): Knowledge => ({
  serial: fc.constantFrom('UTTEST00001', 'UTTEST00002'),
  serials: fc.constant(['UTTEST00001', 'UTTEST00002']),
  reference: fc.constantFrom(1, 2),
  confirmation: fc.constantFrom('0001', '0002'),
  keyDomain: fc.constant(0),
  reader: fc.constantFrom(...room.names),
  label: fc.stringMatching(/^Forged [a-z]{6}$/),
  capabilities: fc.constant([0x10, 0x11, 0x92]),
  file: fc.constantFrom(...fileNumbers()),
  // Keys that a processor makes at once: this is not about patience.
  size: fc.constantFrom(128, 256, 1024),
});

const fileNumbers = (): number[] => {
  const { objects } = room.device(0);
  return objects.kind === 'read' ? objects.all.map(({ file }) => file) : [0xcf01];
};

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
    const enter = openDoor();
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
    const enter = openDoor();
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
    const enter = openDoor();
    for (const name of names) expect(await enter('a frame', name, {})).toMatchObject({ failure: { code: 'window-not-trusted' } });
    expect(recorded).toEqual([]);
  });

  test('with every forged request, in any order and twice: no crash, no secret in an answer, no card changed but as a login allows', async () => {
    const enter = openDoor();
    const changedBy = new Set<string>();
    const rounds = fc.sample(fc.shuffledSubarray(names, { minLength: names.length }), { numRuns: 4, seed: 20261125 });
    for (const [round, order] of rounds.entries()) {
      for (const name of order) {
        // It ends what the attack needs: the login, and the folder.
        if (['pin.logout', 'custody.close-folder', 'rehearsal.leave'].includes(name)) continue;
        const [request] = fc.sample(requestsOf(contract[name].request, known()), { numRuns: 1, seed: round + 1 });
        const before = await onTheCards();
        const result = await enter('the window', name, request);
        assertHarmless(name, result);
        // Replayed at once.
        assertHarmless(name, await enter('the window', name, request));
        await room.ready();
        if ((await onTheCards()).join() !== before.join()) changedBy.add(name);
      }
    }
    expect([...changedBy].filter((name) => !withoutQuestion.includes(name as OperationName))).toEqual([]);
    // The attack got as far as the cards: without that, the test would prove nothing.
    expect([...changedBy]).toContain('key.generate-aes');
    const snapshots = JSON.stringify(room.snapshots);
    expect(secretsOf().filter((secret) => snapshots.includes(secret))).toEqual([]);
    expect(log.filter((line) => line.startsWith('defect'))).toEqual([]);
  }, 120_000);

  test.each([
    ['device.initialize', 0, () => ({ label: 'X', scheme: 'none', shares: 1, retries: 3, resetWithSoPin: true }), 'Initialize Device'],
    ['key.delete', 0, () => ({ reference: 1 }), 'Delete Key'],
    ['object.delete', 0, () => ({ file: fileNumbers()[0] }), 'Delete Object'],
    ['domain.remove-dkek', 1, () => ({ keyDomain: 0 }), 'Remove DKEK'],
    ['domain.delete', 1, () => ({ keyDomain: 0 }), 'Delete Key Domain'],
  ] as const)(
    '%s with the right confirmation still asks a person, in a window that names the device',
    async (name, index, request, title) => {
      const enter = openDoor();
      await enter('the window', 'object.read', { serial: 'UTTEST00001' });
      const before = await onTheCards();
      const serial = room.serialOf(index);
      const result = await enter('the window', name, { serial, ...request(), confirmation: serial.slice(-4) });
      expect(result).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
      expect(asked).toEqual([`${title}: Vault ${index + 1} ${serial}`]);
      expect(await onTheCards()).toEqual(before);
    },
  );

  test('every operation that changes a card is recorded, whether or not it was allowed', async () => {
    const enter = openDoor();
    await enter('the window', 'key.rename', { serial: 'UTTEST00001', reference: 1, label: 'Renamed by nobody' });
    await enter('the window', 'key.delete', { serial: 'UTTEST00001', reference: 1, confirmation: '0001' });
    expect(recorded).toEqual(['key.rename', 'key.delete']);
    const text = await readFile(room.path('ceremony/transcript.jsonl'), 'utf8');
    expect(text).toContain('Renamed by nobody');
    expect(text).toContain('"outcome":"cancelled"');
  });
});
