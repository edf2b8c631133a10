import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fileOf } from '../../../electron/card/files.ts';
import { generateAesKey } from '../../../electron/card/generate.ts';
import { deleteObject, readObject } from '../../../electron/card/objects.ts';
import { testKey } from '../../../electron/ceremony/key-test/test-key.ts';
import { generateAes, generateEc, generateRsa } from '../../../electron/ceremony/keys/generate.ts';
import { deleteKey, openKey, renameKey } from '../../../electron/ceremony/keys/keys.ts';
import { logout } from '../../../electron/ceremony/pins/login.ts';
import { readKeyDescription } from '../../../electron/codec/pkcs15.ts';
import type { SimulatedCard } from '../../../electron/simulator/card.ts';
import { curveNames } from '../../../shared/algorithms.ts';
import type { KeyReference, Serial } from '../../../shared/numbers.ts';
import { keyReference } from '../../../shared/numbers.ts';
import { RehearsalRoom } from '../rehearsal-room.ts';
import { logIn, refusal, setUp } from '../steps.ts';

let room: RehearsalRoom;
let serial: Serial;
let card: SimulatedCard;
const list = [0x10, 0x11, 0x92];

/** Logged in, with a random DKEK. */
beforeEach(async () => {
  room = await RehearsalRoom.withDevices(1);
  serial = room.serialOf(0);
  card = room.cards[0] as SimulatedCard;
  await setUp(room, 0, { scheme: 'random' });
  await logIn(room);
});
afterEach(() => room.close());

const aes = (label: string, capabilities: readonly number[] = list) =>
  generateAes(room.workstation, { serial, label, size: 256, capabilities });
const rawDescription = (reference: KeyReference) =>
  room.fleet.run(serial, 'Look', ({ session }) => readObject(session, fileOf('keyDescription', reference)));

describe('generating a key', () => {
  test('every AES size, and EC keys on every curve, are made, described and proved', async () => {
    for (const size of [128, 192, 256] as const) {
      const { reference } = await generateAes(room.workstation, { serial, label: `AES ${size}`, size, capabilities: [0x10, 0x11, 0x18] });
      expect(room.device().keys.at(-1)).toMatchObject({ reference, type: { kind: 'AES', size }, described: true });
    }
    for (const curve of curveNames) {
      const { reference } = await generateEc(room.workstation, { serial, label: curve, curve });
      const report = await testKey(room.workstation, serial, reference);
      expect(
        report.items[0]?.operations.map(({ name, apdu }) => `${name}: ${apdu.outcome}`),
        curve,
      ).toEqual(['Sign (ECDSA): passed', 'Agree on a secret (ECDH): passed', 'Export under the DKEK: passed']);
      expect(room.device().keys.at(-1)).toMatchObject({ label: curve, type: { kind: 'EC', curve } });
    }
  });

  test('an RSA key shows that it takes long, signs and decrypts', async () => {
    const { reference } = await generateRsa(room.workstation, { serial, label: 'RSA', size: 1024 });
    expect(room.progress[0]).toMatchObject({ words: expect.stringContaining('RSA-1024'), cancellable: false });
    expect(room.progress.at(-1)).toBeNull();
    const report = await testKey(room.workstation, serial, reference);
    expect(report).toMatchObject({ subject: 'The key "RSA"', outcome: 'passed' });
    expect(report.items[0]?.operations.map(({ name }) => name)).toEqual(['Sign (RSA)', 'Decrypt (RSA)', 'Export under the DKEK']);
  });

  test('its label must be there, short enough, free and visible; its capabilities not empty', async () => {
    await aes('Taken');
    await expect(aes(' ')).rejects.toEqual(refusal('label-empty'));
    await expect(aes('ü'.repeat(33))).rejects.toMatchObject({
      failure: { code: 'label-too-long', what: expect.stringContaining('66 bytes, at most 64') },
    });
    await expect(aes('Taken')).rejects.toEqual(refusal('label-duplicate'));
    await expect(aes('a\u202eb')).rejects.toEqual(refusal('label-characters'));
    await expect(aes('Idle', [])).rejects.toEqual(refusal('no-capability'));
    expect(room.device().keys).toHaveLength(1);
  });

  test('is refused before the DKEK is complete and without a login; a device without DKEK makes keys that stay', async () => {
    await logout(room.workstation, serial);
    await expect(aes('Early')).rejects.toEqual(refusal('pin-not-verified'));
    await setUp(room, 0, { shares: 3 });
    await logIn(room);
    await expect(aes('Early')).rejects.toMatchObject({
      failure: { code: 'dkek-incomplete', what: '3 of 3 shares missing; no keys can be made.' },
    });
    await setUp(room, 0, { scheme: 'none' });
    await logIn(room);
    await aes('Staying', [0x10, 0x11]);
    expect(room.device().keys).toHaveLength(1);
  });

  test('on a full card leaves nothing behind, whichever of its files did not fit', async () => {
    const free = room.device().freeMemoryBytes as number;
    const before = 76 * 1024;
    const outcomes = new Set<string>();
    for (let spare = 0; spare <= 1000; spare += 40) {
      card.memory = before - free + spare;
      const outcome = await generateEc(room.workstation, { serial, label: `Key ${spare}`, curve: 'secp256r1' }).then(
        () => 'made',
        (error) => error.failure.code as string,
      );
      outcomes.add(outcome);
      if (outcome === 'made') break;
      expect(room.device().keys).toEqual([]);
      expect(await rawDescription(keyReference(1))).toBeUndefined();
    }
    expect([...outcomes][0]).toBe('card-full');
  });

  test('a key that fails its proof does not stay', async () => {
    card.faults.add({ at: 2, ins: 0x78, kind: 'status', sw: 0x6f00 });
    await expect(aes('Broken')).rejects.toEqual(refusal('test-failed'));
    expect(room.device().keys).toEqual([]);
    // The card has promised WRAP and refuses it: that key could never be backed up.
    card.faults.add({ at: 1, ins: 0x72, kind: 'status', sw: 0x6a81 });
    await expect(aes('Broken')).rejects.toEqual(refusal('test-failed'));
    await aes('Broken');
  });

  test('takes the lowest free place and an ID that no other key has', async () => {
    for (const label of ['A', 'B', 'C']) await aes(label);
    await deleteKey(room.workstation, serial, keyReference(2), serial.slice(-4));
    expect(await aes('D')).toMatchObject({ reference: 2 });
    const ids = room.device().keys.map(({ id }) => id);
    expect(new Set(ids).size).toBe(3);
    expect(ids).toContain('02');
  });
});

describe('a key on the device', () => {
  test('is renamed in place: everything but its label stays', async () => {
    const { reference } = await generateEc(room.workstation, { serial, label: 'A name that is long', curve: 'secp256r1' });
    const before = readKeyDescription((await rawDescription(reference)) as Uint8Array);
    await renameKey(room.workstation, serial, reference, 'B');
    const { length: _, ...after } = readKeyDescription((await rawDescription(reference)) as Uint8Array);
    expect({ ...after, length: before.length }).toEqual({ ...before, label: 'B' });
    await room.reinsert();
    expect(room.device().keys[0]).toMatchObject({ label: 'B', described: true });
  });

  test('keeps its name where the new one is taken or the login is missing; its own name is no duplicate', async () => {
    await aes('A');
    const { reference } = await aes('B');
    await expect(renameKey(room.workstation, serial, reference, 'A')).rejects.toEqual(refusal('label-duplicate'));
    await renameKey(room.workstation, serial, reference, 'B');
    await logout(room.workstation, serial);
    await expect(renameKey(room.workstation, serial, reference, 'C')).rejects.toEqual(refusal('pin-not-verified'));
    await expect(openKey(room.workstation, serial, keyReference(77))).rejects.toEqual(refusal('no-such-key'));
  });

  test('without a description is shown as such and gets one by renaming, whatever it is', async () => {
    await generateEc(room.workstation, { serial, label: 'EC', curve: 'brainpoolP320r1' });
    await generateRsa(room.workstation, { serial, label: 'RSA', size: 1024 });
    await room.fleet.run(serial, 'Another program', async ({ session }) => {
      await generateAesKey(session, keyReference(3), { size: 128, capabilities: list });
      await generateAesKey(session, keyReference(4), { size: 256, capabilities: list });
      await generateAesKey(session, keyReference(5), { size: 256, capabilities: [0x10] });
      for (const reference of [1, 2]) await deleteObject(session, fileOf('keyDescription', keyReference(reference)));
    });
    await room.reinsert();
    await logIn(room);
    expect(room.device().keys.map(({ described, type }) => [described, type.kind])).toEqual(Array(5).fill([false, 'unknown']));
    for (const reference of [1, 2, 3, 4, 5]) await renameKey(room.workstation, serial, keyReference(reference), `Key ${reference}`);
    expect(room.device().keys).toMatchObject([
      { label: 'Key 1', type: { kind: 'EC', size: 320 } },
      { label: 'Key 2', type: { kind: 'RSA', size: 1024 } },
      { label: 'Key 3', type: { kind: 'AES', size: 128 } },
      // 192 and 256 bits look alike from outside: the size is not claimed.
      { label: 'Key 4', type: { kind: 'AES', size: 0 } },
      { label: 'Key 5', type: { kind: 'AES', size: 0 } },
    ]);
  });

  test('is deleted with its description and certificate, after the confirmation', async () => {
    const { reference } = await generateEc(room.workstation, { serial, label: 'Gone', curve: 'secp256r1' });
    await expect(deleteKey(room.workstation, serial, reference, 'XXXX')).rejects.toEqual(refusal('confirmation-differs'));
    expect(room.device().keys).toHaveLength(1);
    await deleteKey(room.workstation, serial, reference, serial.slice(-4));
    await room.reinsert();
    expect(room.device().keys).toEqual([]);
    await expect(deleteKey(room.workstation, serial, reference, serial.slice(-4))).rejects.toEqual(refusal('no-such-key'));
  });
});
