import { readFile, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fileOf } from '../../../electron/card/files.ts';
import { readObject } from '../../../electron/card/objects.ts';
import { generateAes, generateEc, generateRsa } from '../../../electron/ceremony/keys/generate.ts';
import { exportKey, importKey } from '../../../electron/ceremony/keys/key-files.ts';
import { deleteKey, renameKey } from '../../../electron/ceremony/keys/keys.ts';
import { logout } from '../../../electron/ceremony/pins/login.ts';
import { readKeyBlob } from '../../../electron/codec/key-blob.ts';
import { encodeWrappedKeyFile, readWrappedKeyFile } from '../../../electron/codec/wrapped-key-file.ts';
import type { CreatedShare } from '../../../shared/models/reports.ts';
import { type KeyReference, keyReference, type Serial } from '../../../shared/numbers.ts';
import { RehearsalRoom } from '../rehearsal-room.ts';
import { logIn, makeShare, readyDevice, refusal, setUp } from '../steps.ts';

let room: RehearsalRoom;
let share: CreatedShare;
let first: Serial;
let second: Serial;
const list = [0x10, 0x11, 0x92];

/** Two devices with one DKEK, both logged in. */
beforeEach(async () => {
  room = await RehearsalRoom.withDevices(2);
  [first, second] = [room.serialOf(0), room.serialOf(1)];
  share = await makeShare(room, 'share.pbe');
  await readyDevice(room, 0, share);
  await readyDevice(room, 1, share);
});
afterEach(() => room.close());

const aes = (label: string, capabilities = list) => generateAes(room.workstation, { serial: first, label, size: 256, capabilities });
const save = (reference: KeyReference, name: string) => {
  room.person.saves(room.path(name));
  return exportKey(room.workstation, first, reference);
};
const load = (name: string) => {
  room.person.startOver().opens(room.path(name));
  return importKey(room.workstation, second);
};
const filesOf = (serial: Serial, reference: KeyReference) =>
  room.fleet.run(serial, 'Look', async ({ session }) => [
    await readObject(session, fileOf('keyDescription', reference)),
    await readObject(session, fileOf('keyCertificate', reference)),
  ]);

test('every kind of key crosses with its description and certificate, byte for byte', async () => {
  await aes('AES');
  await generateEc(room.workstation, { serial: first, label: 'EC', curve: 'brainpoolP384r1' });
  await generateRsa(room.workstation, { serial: first, label: 'RSA', size: 2048 });
  for (const { reference, label } of room.device(0).keys) {
    const exported = await save(reference, `${label}.wky`);
    expect(exported.dkekKcv).toBe(share.kcv);
    const file = readWrappedKeyFile(await readFile(exported.path));
    const [description, certificate] = await filesOf(first, reference);
    expect(file.description).toEqual(description);
    expect(file.certificate).toEqual(certificate);
    const copy = await load(`${label}.wky`);
    expect(copy).toMatchObject({ serial: second, label });
    expect(await filesOf(second, copy.reference)).toEqual([description, certificate]);
  }
  // the same in all but where they come from
  const withoutOrigin = (index: number) =>
    room.device(index).keys.map((key) => ({ ...key, details: { ...key.details, attestation: undefined } }));
  expect(withoutOrigin(1)).toEqual(withoutOrigin(0));
  expect(room.device(1).keys.map(({ details }) => details?.attestation)).toEqual([undefined, 'other-device', 'other-device']);
}, 60_000);

test('an ID that another key has is replaced, so that other software can tell the two apart', async () => {
  const one = await aes('One');
  await save(one.reference, 'one.wky');
  await load('one.wky');
  await renameKey(room.workstation, second, keyReference(1), 'Own');
  const copy = await load('one.wky');
  const [own, imported] = room.device(1).keys;
  expect(copy.reference).toBe(2);
  expect(imported).toMatchObject({ label: 'One', described: true });
  expect(imported?.id).not.toBe(own?.id);
});

test('a key whose name is taken is not imported twice', async () => {
  const { reference } = await aes('One');
  await save(reference, 'one.wky');
  await load('one.wky');
  await expect(load('one.wky')).rejects.toEqual(refusal('label-duplicate'));
  expect(room.device(1).keys).toHaveLength(1);
});

test('a key without WRAP, a device without DKEK or without login, and an existing file are refused in words', async () => {
  const bound = await aes('Bound', [0x10, 0x11]);
  await expect(save(bound.reference, 'bound.wky')).rejects.toEqual(refusal('key-not-exportable'));
  const { reference } = await aes('Free');
  await writeFile(room.path('taken.wky'), 'old');
  room.person.startOver();
  await expect(save(reference, 'taken.wky')).rejects.toEqual(refusal('file-exists'));
  expect(await readFile(room.path('taken.wky'), 'utf8')).toBe('old');
  await save(reference, 'free.wky');
  await logout(room.workstation, first);
  await expect(save(reference, 'x.wky')).rejects.toEqual(refusal('pin-not-verified'));
  await logout(room.workstation, second);
  await expect(load('free.wky')).rejects.toEqual(refusal('pin-not-verified'));
  await setUp(room, 1, { scheme: 'none' });
  await logIn(room, 1);
  await expect(load('free.wky')).rejects.toEqual(refusal('no-dkek'));
  const local = await generateAes(room.workstation, { serial: second, label: 'Local', size: 128, capabilities: list });
  await expect(exportKey(room.workstation, second, local.reference)).rejects.toEqual(refusal('no-dkek'));
  await setUp(room, 1, { shares: 2 });
  await logIn(room, 1);
  await expect(load('free.wky')).rejects.toEqual(refusal('dkek-incomplete'));
});

test('a file under another DKEK shows both check values and is not sent', async () => {
  const { reference } = await aes('One');
  await save(reference, 'one.wky');
  const other = await makeShare(room, 'other.pbe');
  await readyDevice(room, 1, other);
  room.sent.length = 0;
  await expect(load('one.wky')).rejects.toMatchObject({
    failure: { code: 'wrapped-under-other-dkek', what: expect.stringMatching(`${share.kcv}.*${other.kcv}`) },
  });
  expect(room.sent.filter((command) => command.startsWith('8074'))).toEqual([]);
});

test('a file that is truncated, altered or something else leaves no key behind', async () => {
  const { reference } = await generateEc(room.workstation, { serial: first, label: 'EC', curve: 'secp256r1' });
  await save(reference, 'ec.wky');
  const bytes = await readFile(room.path('ec.wky'));
  for (const length of [0, 1, 40, bytes.length - 1]) {
    await writeFile(room.path('cut.wky'), bytes.subarray(0, length));
    await expect(load('cut.wky')).rejects.toEqual(refusal('wrapped-key-malformed'));
  }
  const file = readWrappedKeyFile(bytes);
  const { headerBytes } = readKeyBlob(file.blob);
  for (const at of [headerBytes.length, file.blob.length - 1]) {
    const blob = file.blob.slice();
    blob[at] = (blob[at] as number) ^ 1;
    await writeFile(room.path('bent.wky'), encodeWrappedKeyFile({ ...file, blob }));
    await expect(load('bent.wky')).rejects.toEqual(refusal('wrapped-key-altered'));
  }
  const { certificate: _, ...rest } = file;
  await writeFile(room.path('odd.wky'), encodeWrappedKeyFile({ ...rest, description: Uint8Array.of(0x30, 0x01, 0x00) }));
  await expect(load('odd.wky')).rejects.toEqual(refusal('wrapped-key-malformed'));
  await writeFile(room.path('huge.wky'), new Uint8Array(70_000));
  await expect(load('huge.wky')).rejects.toEqual(refusal('file-unreadable'));
  expect(room.device(1).keys).toEqual([]);
});

test('a certificate of another key is found out by the proof, and the imported key does not stay', async () => {
  const one = await generateEc(room.workstation, { serial: first, label: 'One', curve: 'secp256r1' });
  const two = await generateEc(room.workstation, { serial: first, label: 'Two', curve: 'secp256r1' });
  await save(one.reference, 'one.wky');
  const [, certificate] = await filesOf(first, two.reference);
  await writeFile(
    room.path('mixed.wky'),
    encodeWrappedKeyFile({ ...readWrappedKeyFile(await readFile(room.path('one.wky'))), certificate: certificate as Uint8Array }),
  );
  await expect(load('mixed.wky')).rejects.toEqual(refusal('test-failed'));
  expect(room.device(1).keys).toEqual([]);
});

test('a file without a description gives the key the name of the file', async () => {
  const { reference } = await aes('One');
  await save(reference, 'one.wky');
  const { blob } = readWrappedKeyFile(await readFile(room.path('one.wky')));
  await writeFile(room.path('bare.wky'), encodeWrappedKeyFile({ blob }));
  expect(await load('bare.wky')).toMatchObject({ label: 'bare' });
  expect(room.device(1).keys[0]).toMatchObject({ label: 'bare', described: true, type: { kind: 'AES' } });
});

test('a full card takes no part of a key', async () => {
  const { reference } = await generateEc(room.workstation, { serial: first, label: 'EC', curve: 'secp256r1' });
  await save(reference, 'ec.wky');
  const card = room.cards[1];
  if (!card) throw new Error('no card');
  card.memory = 76 * 1024 - (room.device(1).freeMemoryBytes as number) + 150;
  await expect(load('ec.wky')).rejects.toEqual(refusal('card-full'));
  expect(room.device(1).keys).toEqual([]);
  card.memory = 76 * 1024;
  await load('ec.wky');
});

test('the suggested name holds nothing a file system could object to', async () => {
  const { reference } = await aes('../A/B: "C" *?<>|.');
  await save(reference, 'x.wky');
  expect(room.person.suggested).toBe('_A_B_ _C_ _____.wky');
  await deleteKey(room.workstation, first, reference, first.slice(-4));
});
