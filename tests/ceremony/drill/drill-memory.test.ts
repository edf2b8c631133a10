import { randomFillSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DrillRoom } from '../../../electron/ceremony/drill/drill-room.ts';
import { buildWrappedKey } from '../../../electron/ceremony/import-key/build-wrapped-key.ts';
import { encodePbe } from '../../../electron/codec/pbe.ts';
import { encodeKeyDescription } from '../../../electron/codec/pkcs15.ts';
import { encodeWrappedKeyFile } from '../../../electron/codec/wrapped-key-file.ts';
import { curve } from '../../../electron/crypto/curves.ts';
import { dkekKeys, xorShares } from '../../../electron/crypto/dkek.ts';
import { sealShare } from '../../../electron/crypto/pbe.ts';
import { Secret } from '../../../electron/crypto/secret.ts';
import { unmovedBytes } from '../../../shared/bytes.ts';
import { derivationWithoutWork, RehearsalRoom } from '../rehearsal-room.ts';
import { foundInMemory, masked, type Needle } from '../shares/memory-scan.ts';

const folder = mkdtempSync(join(tmpdir(), 'conclave-drill-'));
const path = (name: string) => join(folder, name);
const salt = new Uint8Array(8);
const needles: Record<string, Needle> = {};

/** Random secrets that are nowhere but in files, and masked in `needles`. */
beforeAll(async () => {
  const secret = (name: string) => {
    const bytes = randomFillSync(unmovedBytes(32));
    needles[name] = masked(bytes);
    return bytes;
  };
  const shares = [secret('share 1'), secret('share 2')];
  const dkek = new Secret(xorShares(shares));
  const keys = dkekKeys(dkek.expose());
  Object.assign(needles, { DKEK: masked(dkek.expose()), 'its encryption key': masked(keys.enc), 'its MAC key': masked(keys.mac) });
  for (const [at, share] of shares.entries()) {
    const secretShare = new Secret(share);
    const pbe = await derivationWithoutWork(new Secret(Uint8Array.of(0x31 + at)), salt, {} as never);
    writeFileSync(path(`share-${at + 1}.pbe`), encodePbe({ salt, ciphertext: sealShare(secretShare, pbe) }));
    secretShare.wipe();
  }
  const key = secret('AES key');
  const description = encodeKeyDescription({ kind: 'AES', label: 'AES', id: Uint8Array.of(1), sizeBits: 256 });
  writeFileSync(path('aes.wky'), encodeWrappedKeyFile({ blob: buildWrappedKey({ type: 'AES', key }, dkek, [0x10, 0x92]), description }));
  const d = secret('EC key');
  d[0] = 1;
  needles['EC key'] = masked(d);
  const { a, b, p, n, G } = curve('secp256r1');
  // Its public point is another's: nothing here computes with the private half, whose copies would stay in big integers.
  const material = { type: 'EC', a, b, p, n, G, d, Q: G } as const;
  const ecDescription = encodeKeyDescription({ kind: 'EC', label: 'EC', id: Uint8Array.of(2), sizeBits: 256, reference: 1 });
  writeFileSync(path('ec.wky'), encodeWrappedKeyFile({ blob: buildWrappedKey(material, dkek, []), description: ecDescription }));
  for (const bytes of [...shares, key, d, keys.enc, keys.mac]) bytes.fill(0);
  dkek.wipe();
  collectGarbage();
});
afterAll(() => rmSync(folder, { recursive: true }));

async function roomWithFiles(...files: string[]): Promise<{ room: RehearsalRoom; drill: DrillRoom }> {
  const room = await RehearsalRoom.withDevices(1);
  const drill = new DrillRoom(room.workstation);
  for (const name of files) {
    room.person.opens(path(name));
    await drill.addFile();
  }
  for (const number of [1, 2]) room.person.opens(path(`share-${number}.pbe`)).types({ password: String(number) });
  return { room, drill };
}
const shares = [{ from: 'file' }, { from: 'file' }] as const;
/** What native objects such as hashes hold is overwritten when they are collected. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

const isLinux = process.platform === 'linux';
if (!isLinux) console.log('skipped: only Linux lets a process read its own memory');

describe.runIf(isLinux)('after a drill', () => {
  test('in memory, no share, no DKEK and no key stands anywhere in the process', async () => {
    expect(foundInMemory(needles)).toEqual({});
    const { room, drill } = await roomWithFiles('aes.wky', 'ec.wky');
    try {
      let during: Record<string, number> = {};
      // The second password is asked for: the first share is in memory by then, and the search can find it.
      room.person.whileAsked = () => {
        if (room.person.forms.length === 2) during = foundInMemory(needles);
      };
      const outcome = await drill.run({ way: 'memory', shares });
      expect(outcome.passed, JSON.stringify(room.fleet.snapshot.drill)).toBe(true);
      expect(during).toHaveProperty('share 1');
      expect(foundInMemory(needles)).toEqual({});
    } finally {
      await room.close();
    }
  });

  test('that was broken off: the same', async () => {
    const { room, drill } = await roomWithFiles('aes.wky');
    try {
      room.person.whileAsked = () => {
        if (room.person.forms.length === 2) drill.stop();
      };
      await expect(drill.run({ way: 'memory', shares })).rejects.toMatchObject({ failure: { code: 'drill-stopped' } });
      expect(foundInMemory(needles)).toEqual({});
    } finally {
      await room.close();
    }
  });
});
