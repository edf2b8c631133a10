import { randomFillSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildWrappedKey } from '../../../electron/ceremony/import-key/build-wrapped-key.ts';
import { wipeKeyMaterial } from '../../../electron/ceremony/import-key/key-material.ts';
import { openKeyFile } from '../../../electron/ceremony/import-key/open-key-file.ts';
import { withAssembledDkek } from '../../../electron/ceremony/shares/assemble-dkek.ts';
import { encodePbe } from '../../../electron/codec/pbe.ts';
import { dkekKcv, xorShares } from '../../../electron/crypto/dkek.ts';
import { sealShare } from '../../../electron/crypto/pbe.ts';
import { Secret } from '../../../electron/crypto/secret.ts';
import { readFileBounded } from '../../../electron/files/read.ts';
import { hex, unmovedBytes } from '../../../shared/bytes.ts';
import { Refusal } from '../../../shared/failure.ts';
import { type Kcv, kcv, unknownKcv } from '../../../shared/numbers.ts';
import { derivationWithoutWork, RehearsalRoom } from '../rehearsal-room.ts';
import { refusal } from '../steps.ts';
import { foundInMemory, masked, type Needle } from './memory-scan.ts';

const folder = mkdtempSync(join(tmpdir(), 'conclave-dkek-'));
const path = (name: string) => join(folder, name);
const salt = new Uint8Array(8);
const words = { title: 'A test', device: 'Vault UTTEST00001', destination: 'It is wiped.' };
const needles: Record<string, Needle> = {};
let expected: Kcv;

/** Random secrets that are nowhere but in files, and masked in `needles`. */
beforeAll(async () => {
  const secret = (name: string, length: number, fill: (bytes: Uint8Array) => void) => {
    const bytes = unmovedBytes(length);
    fill(bytes);
    needles[name] = masked(bytes);
    return bytes;
  };
  const shares = [1, 2].map((number) => secret(`share ${number}`, 32, randomFillSync));
  const dkek = xorShares(shares);
  needles['DKEK'] = masked(dkek);
  expected = kcv(hex.encode(dkekKcv(dkek)));
  for (const [at, share] of shares.entries()) {
    const keys = await derivationWithoutWork(new Secret(Uint8Array.of(0x31 + at)), salt, {} as never);
    const secret = new Secret(share);
    writeFileSync(path(`share-${at + 1}.pbe`), encodePbe({ salt, ciphertext: sealShare(secret, keys) }));
    secret.wipe();
  }
  const key = secret('AES key', 32, randomFillSync);
  const digits = '0123456789abcdef';
  const text = secret('AES key in hexadecimal', 64, (bytes) => {
    for (const [at, byte] of key.entries()) bytes.set([digits.charCodeAt(byte >> 4), digits.charCodeAt(byte & 15)], 2 * at);
  });
  writeFileSync(path('key.hex'), text);
  for (const bytes of [...shares, dkek, key, text]) bytes.fill(0);
});
afterAll(() => rmSync(folder, { recursive: true }));

function roomWithShares(...numbers: number[]): RehearsalRoom {
  const room = new RehearsalRoom();
  for (const number of numbers) room.person.opens(path(`share-${number}.pbe`)).types({ password: String(number) });
  return room;
}

describe('a DKEK that is put together', () => {
  const isLinux = process.platform === 'linux';
  if (!isLinux) console.log('skipped: only Linux lets a process read its own memory');

  test.runIf(isLinux)('is in memory once while it is used, and nowhere afterwards; no share and no key stays either', async () => {
    expect(foundInMemory(needles)).toEqual({});
    const { bytes } = await readFileBounded(path('key.hex'), 1000);
    const [found] = (await openKeyFile(bytes)).keys;
    if (!found) throw new Error('no key');
    expect(foundInMemory(needles)).toEqual({ 'AES key': 1, 'AES key in hexadecimal': 1 });
    bytes.fill(0);
    let during: Record<string, number> = {};
    const made = await withAssembledDkek(roomWithShares(1, 2).workstation, { ...words, ways: [{}, {}], expected }, (dkek) => {
      const blob = buildWrappedKey(found.material, dkek, [0x10]);
      during = foundInMemory(needles);
      return blob;
    });
    wipeKeyMaterial(found.material);
    expect(during).toEqual({ DKEK: 1, 'AES key': 1 });
    expect(foundInMemory(needles)).toEqual({});
    expect(made.value).toHaveLength(90);
  });

  test.runIf(isLinux)('leaves nothing either when what it was for fails, or when it is another one', async () => {
    const defect = new Error('a defect');
    const ways = [{}, {}];
    await expect(
      withAssembledDkek(roomWithShares(2, 1).workstation, { ...words, ways, expected }, () => Promise.reject(defect)),
    ).rejects.toBe(defect);
    const other = kcv('0000000000000001');
    const refused = await withAssembledDkek(roomWithShares(1, 2).workstation, { ...words, ways, expected: other }, () => 'used').catch(
      (error: unknown) => error,
    );
    expect((refused as Refusal).failure).toMatchObject({ code: 'dkek-assembled-differs', what: expect.stringContaining(expected) });
    expect(foundInMemory(needles)).toEqual({});
  });

  test('is not begun where nothing could be compared, and refuses one share in two files', async () => {
    const used = () => Promise.reject(new Error('it must not be used'));
    const nobody = new RehearsalRoom().workstation;
    await expect(withAssembledDkek(nobody, { ...words, ways: [{}], expected: unknownKcv }, used)).rejects.toEqual(
      refusal('dkek-check-value-unknown'),
    );
    const room = roomWithShares(1);
    const first = await withAssembledDkek(room.workstation, { ...words, ways: [{}], expected }, used).catch((error: unknown) => error);
    const shareKcv = first instanceof Refusal ? /[0-9A-F]{16}/.exec(first.failure.what)?.[0] : undefined;
    // the same share under another salt, as a re-issue makes it
    const keys = await derivationWithoutWork(
      new Secret(Uint8Array.of(0x33)),
      Uint8Array.from({ length: 8 }, () => 9),
      {} as never,
    );
    await withAssembledDkek(roomWithShares(1).workstation, { ...words, ways: [{}], expected: kcv(shareKcv ?? '') }, (share) =>
      writeFileSync(path('share-3.pbe'), encodePbe({ salt: new Uint8Array(8).fill(9), ciphertext: sealShare(share, keys) })),
    );
    await expect(withAssembledDkek(roomWithShares(1, 3).workstation, { ...words, ways: [{}, {}], expected }, used)).rejects.toMatchObject({
      failure: { code: 'dkek-share-again', what: expect.stringContaining(shareKcv ?? '?') },
    });
  });
});
