import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeKeyDescription } from '../../../electron/card/descriptions.ts';
import { generateAesKey } from '../../../electron/card/generate.ts';
import { planTest, testDevice } from '../../../electron/ceremony/key-test/test-device.ts';
import { testKey } from '../../../electron/ceremony/key-test/test-key.ts';
import { generateAes, generateEc, generateRsa } from '../../../electron/ceremony/keys/generate.ts';
import { logout } from '../../../electron/ceremony/pins/login.ts';
import { plainText } from '../../../shared/documents/plain-text.ts';
import type { TestReport } from '../../../shared/models/reports.ts';
import { keyReference, type Serial } from '../../../shared/numbers.ts';
import { RehearsalRoom } from '../rehearsal-room.ts';
import { logIn, setUp } from '../steps.ts';

let room: RehearsalRoom;
let serial: Serial;

beforeEach(async () => {
  room = await RehearsalRoom.withDevices(1);
  await setUp(room, 0, { label: 'Vault 1', scheme: 'random' });
  await logIn(room);
  serial = room.serialOf(0);
});
afterEach(() => room.close());

const aes = (label: string, capabilities: readonly number[]) => generateAes(room.workstation, { serial, label, size: 256, capabilities });
const test_ = (counted: readonly number[] = [], module = false) =>
  testDevice(room.workstation, { serial, module, counted: counted.map(keyReference) });
const lines = ({ items }: TestReport) =>
  items.flatMap(({ name, operations }) => operations.map((operation) => `${name}: ${operation.name}: ${operation.apdu.outcome}`));
const said = ({ items }: TestReport) => items.flatMap(({ operations }) => operations.map(({ apdu }) => apdu.detail)).join('\n');
/** An AES key whose uses are counted, as other software makes them. */
const countedKey = (reference: number, label: string, useCounter: number) =>
  room.fleet.run(serial, 'Make a counted key', async (device) => {
    await generateAesKey(device.session, keyReference(reference), { size: 128, capabilities: [0x10, 0x11], useCounter });
    await writeKeyDescription(device.session, keyReference(reference), { label, id: Uint8Array.of(reference), kind: 'AES', sizeBits: 128 });
    await device.readKeys();
  });
const usesLeft = async (reference: number) =>
  (
    await room.fleet.run(serial, 'Look', async (device) => {
      await device.readKey(keyReference(reference));
      return device.readDetails(keyReference(reference));
    })
  )?.details?.useCounter;

describe('a test of a device', () => {
  test('does with each key what it may do, and checks its randomness and its certificate', async () => {
    await aes('all', [0x10, 0x11, 0x18, 0x92]);
    await aes('one way', [0x10]);
    await aes('the other', [0x11]);
    await aes('derive', [0x99]);
    await generateEc(room.workstation, { serial, label: 'ec', curve: 'brainpoolP256r1' });
    await generateRsa(room.workstation, { serial, label: 'rsa', size: 1024 });
    const report = await test_();
    expect(lines(report)).toEqual([
      'Random numbers: Check: passed',
      'Device certificate: Check: passed',
      'all: Encrypt and decrypt (AES-CBC): passed',
      'all: CMAC: passed',
      'all: Export under the DKEK: passed',
      'one way: Encrypt (AES-CBC): passed',
      'the other: Decrypt (AES-CBC): passed',
      'derive: Use: not tested',
      'ec: Sign (ECDSA): passed',
      'ec: Agree on a secret (ECDH): passed',
      'ec: Export under the DKEK: passed',
      'rsa: Sign (RSA): passed',
      'rsa: Decrypt (RSA): passed',
      'rsa: Export under the DKEK: passed',
    ]);
    expect(report).toMatchObject({ subject: `Device Vault 1 ${serial}`, outcome: 'passed', summary: '7 passed, 1 not tested.' });
    expect(report.items[2]).toMatchObject({ name: 'all', about: 'AES-256, ID 01', isKey: true, outcome: 'passed' });
  });

  test.each([
    [0x78, 1, 'what was decrypted is not what was encrypted'],
    [0x78, 2, 'what was decrypted is not what was encrypted'],
    [0x78, 4, 'what was encrypted is not what was decrypted'],
    [0x68, 1, 'the signature does not fit the public key'],
    [0x62, 1, 'the two sides got different secrets'],
  ])('finds a device that computes wrongly: INS %i, command %i', async (ins, at, reason) => {
    await aes('aes', [0x10, 0x11]);
    await generateEc(room.workstation, { serial, label: 'ec', curve: 'secp256r1' });
    room.cards[0]?.faults.add({ at, ins, kind: 'wrong' });
    const report = await test_();
    expect(report).toMatchObject({ outcome: 'failed', summary: '3 passed, 1 failed.' });
    expect(said(report)).toContain(reason);
    expect(room.device().userPin.kind).toBe('verified');
  });

  test('takes an answer that makes no sense, and a refusal of what is promised, for failures of that key alone', async () => {
    await aes('aes', [0x10, 0x11]);
    await generateEc(room.workstation, { serial, label: 'ec', curve: 'secp256r1' });
    room.cards[0]?.faults.add({ at: 1, ins: 0x78, kind: 'status', sw: 0x9000 });
    room.cards[0]?.faults.add({ at: 1, ins: 0x68, kind: 'status', sw: 0x6400 });
    const report = await test_();
    expect(report.items.map(({ outcome }) => outcome)).toEqual(['passed', 'passed', 'failed', 'failed']);
    expect(report.items[3]?.operations.map(({ apdu }) => apdu.outcome)).toEqual(['failed', 'passed', 'passed']);
  });

  test('without a login leaves the keys out and says so', async () => {
    await aes('A', [0x10]);
    await logout(room.workstation, serial);
    const report = await test_();
    expect(report).toMatchObject({ outcome: 'passed', summary: '2 passed, 1 not tested.' });
    expect(report.items.at(-1)?.operations[0]?.apdu).toEqual({ outcome: 'not tested', detail: 'the User PIN has not been verified' });
    await expect(test_([], true)).rejects.toMatchObject({ failure: { code: 'pin-not-verified' } });
  });
});

describe('keys whose uses are counted', () => {
  test('are announced with what a test takes, and left out unless the person agreed', async () => {
    await aes('free', [0x10, 0x11]);
    await countedKey(9, 'counted', 7);
    expect(await planTest(room.workstation, serial)).toEqual({
      keys: 1,
      counted: [{ reference: 9, label: 'counted', about: 'AES-128, ID 09', usesLeft: 7, byApdu: 4, throughModule: 2 }],
    });
    const left = await test_();
    expect(left.items.at(-1)).toMatchObject({ name: 'counted', outcome: 'not tested' });
    expect(said(left)).toContain('a test would take up to 4 of the 7 uses that are left');
    expect(await usesLeft(9)).toBe(7);

    const tested = await test_([9]);
    expect(tested.items.at(-1)).toMatchObject({ name: 'counted', outcome: 'passed' });
    expect(await usesLeft(9)).toBe(3);
    expect(room.device().keys.find(({ reference }) => reference === 9)?.details?.useCounter).toBe(3);

    const few = await test_([9]);
    expect(said(few)).toContain('too few for a whole test');
    expect(await usesLeft(9)).toBe(3);
  });

  test('take no use from Test Key without a yes', async () => {
    await countedKey(9, 'counted', 5);
    const reference = keyReference(9);
    expect(await testKey(room.workstation, serial, reference)).toMatchObject({ outcome: 'incomplete' });
    expect(await usesLeft(9)).toBe(5);
    expect(await testKey(room.workstation, serial, reference, true)).toMatchObject({ outcome: 'passed' });
    expect(await usesLeft(9)).toBe(1);
  });
});

describe('a test that does not come to its end', () => {
  test('can be cancelled between two operations, and keeps what was found', async () => {
    for (const label of ['one', 'two', 'three']) await aes(label, [0x10, 0x11]);
    room.progress.length = 0;
    room.cards[0]?.faults.add({ at: 6, ins: 0x78, kind: 'slow', ms: 100 });
    const running = test_();
    await room.until(() => room.progress.some((now) => now?.words.includes('“two”, key 2 of 3')), 'the second key');
    const { work, cancellable } = room.progress.at(-1) as { work: string; cancellable: boolean };
    expect(cancellable).toBe(true);
    room.workstation.longWork.cancel(work);
    const report = await running;
    expect(report).toMatchObject({ outcome: 'incomplete', ended: 'It was cancelled.' });
    expect(report.items.map(({ outcome }) => outcome)).toEqual(['passed', 'passed', 'passed', expect.anything(), 'not tested']);
    expect(report.items.at(-1)?.operations[0]?.apdu.detail).toBe('the test ended before it');
    expect(room.device().activity).toBeUndefined();
    expect(await test_()).toMatchObject({ outcome: 'passed' });
  });

  test('because the card was pulled, says where it ended', async () => {
    for (const label of ['one', 'two']) await aes(label, [0x10, 0x11]);
    room.cards[0]?.faults.add({ at: 6, ins: 0x78, kind: 'removed' });
    const report = await test_();
    expect(report).toMatchObject({ outcome: 'incomplete', ended: 'The device was removed during: Test Device.' });
    expect(report.items.map(({ outcome }) => outcome)).toEqual(['passed', 'passed', 'passed', 'not tested']);
    expect(room.card()).toEqual({ kind: 'empty' });
    await room.reinsert();
    expect(room.device().notice).toContain('Test Device was interrupted: nothing on the device was changed.');
  });

  test('with a counted key under test, warns of the uses', async () => {
    await countedKey(9, 'counted', 50);
    room.cards[0]?.faults.add({ at: 3, ins: 0x78, kind: 'removed' });
    await test_([9]);
    await room.reinsert();
    expect(room.device().notice).toContain('some uses of the key "counted" may have been taken');
  });

  test('that cannot begin gives no report', async () => {
    room.pull();
    await room.until(() => room.card().kind === 'empty', 'the pull');
    await expect(test_()).rejects.toMatchObject({ failure: { code: 'no-such-device' } });
  });
});

test('the report names device, certificate, program and mode, and every result with its reason', async () => {
  await aes('evil\u202e', [0x10, 0x11]).catch(() => aes('plain', [0x10, 0x11]));
  const report = await test_();
  await room.workstation.documents.show(report.document);
  const [document] = room.shownDocuments;
  if (!document) throw new Error('nothing was shown');
  expect(document).toMatchObject({ fileName: `test-report-${serial}`, title: 'Test report', practice: true });
  const text = plainText(document);
  const { certificate, firmware } = room.device();
  for (const words of [
    'REHEARSAL: not for real keys',
    `Serial                      ${serial}`,
    certificate.sha256,
    certificate.holder,
    firmware,
    '[+] Passed. 3 passed.',
    'rehearsal, a simulated device: proves nothing about real keys',
    'none: tested by APDU only',
    '(AES-256, ID 01)',
    'Encrypt and decrypt',
  ]) {
    expect(text).toContain(words);
  }
});
