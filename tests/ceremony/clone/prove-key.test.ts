import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeKeyDescription } from '../../../electron/card/descriptions.ts';
import { generateAesKey, generateEcKey, generateRsaKey } from '../../../electron/card/generate.ts';
import { DkekShares } from '../../../electron/ceremony/clone/dkek-shares.ts';
import { type Expectation, makeProvable } from '../../../electron/ceremony/clone/expectation.ts';
import { proveKey } from '../../../electron/ceremony/clone/prove-key.ts';
import type { ProvableKey } from '../../../electron/ceremony/clone/travelling-key.ts';
import { wrapFromSource } from '../../../electron/ceremony/clone/wrap-from-source.ts';
import { readPbe } from '../../../electron/codec/pbe.ts';
import { openShare } from '../../../electron/crypto/pbe.ts';
import { hostRandom } from '../../../electron/crypto/random.ts';
import { Secret } from '../../../electron/crypto/secret.ts';
import { readFileBounded } from '../../../electron/files/read.ts';
import { utf8 } from '../../../shared/bytes.ts';
import type { Refusal } from '../../../shared/failure.ts';
import { keyReference } from '../../../shared/numbers.ts';
import { derivationWithoutWork, strong } from '../rehearsal-room.ts';
import { CloneScene } from './clone-scene.ts';

/** One key for each way in which a clone can be proven, by what its list allows. */
const kinds = [
  ['RSA', [0x33, 0x92], 'signature'],
  ['RSA', [0x40, 0x92], 'signature'],
  ['RSA', [0x20, 0x92], 'signature'],
  ['RSA', [0x21, 0x92], 'decipher'],
  ['RSA', [0x92], 'wrapped'],
  ['EC', [0x70, 0x92], 'signature'],
  ['EC', [0x80, 0x92], 'agree'],
  ['EC', [0x92], 'wrapped'],
  ['AES', [0x10, 0x92], 'encrypt'],
  ['AES', [0x18, 0x92], 'cmac'],
  ['AES', [0x99, 0x92], 'wrapped'],
] as const;

let scene: CloneScene;
let shares: DkekShares;
let keys: ProvableKey[];

beforeAll(async () => {
  scene = await CloneScene.make(1, { keys: 'none' });
  const { room } = scene;
  const serial = room.serialOf(0);
  await room.fleet.run(serial, 'Generate', async ({ session }) => {
    for (const [index, [kind, capabilities]] of kinds.entries()) {
      const reference = keyReference(index + 1);
      if (kind === 'RSA') await generateRsaKey(session, reference, { size: 1024, serial, capabilities });
      else if (kind === 'AES') await generateAesKey(session, reference, { size: 256, capabilities });
      else await generateEcKey(session, reference, { curve: 'secp256r1', serial, capabilities });
      await writeKeyDescription(session, reference, {
        kind,
        label: `Key ${index}`,
        id: Uint8Array.of(index + 1),
        sizeBits: kind === 'RSA' ? 1024 : 256,
      });
    }
  });
  const pbe = readPbe((await readFileBounded(scene.shares[0]?.path as string, 64)).bytes);
  const pbeKeys = await derivationWithoutWork(new Secret(utf8.encode(strong)), pbe.salt, {
    signal: new AbortController().signal,
    progress: () => undefined,
  });
  shares = new DkekShares([openShare(pbe, pbeKeys) as Secret]);
  const references = kinds.map((_, index) => keyReference(index + 1));
  const travelling = await room.fleet.run(serial, 'Wrap', async (device) => {
    await device.readAll();
    return wrapFromSource(device, references);
  });
  keys = await shares.withDkek((dkek) => travelling.map((key) => makeProvable(key, dkek)));
}, 60_000);
afterAll(() => scene.close());

/** The same operation, with the value that another key of this type would have. */
function ofAnother({ expectation, reference, type }: ProvableKey): Expectation {
  if (expectation.kind === 'encrypt' || expectation.kind === 'cmac') return { ...expectation, output: hostRandom(16) };
  if (expectation.kind === 'wrapped') return { ...expectation, digest: '00'.repeat(32) };
  const other = keys.find((key) => key.reference !== reference && key.type.kind === type.kind && 'publicKey' in key.expectation);
  if (!other || !('publicKey' in other.expectation)) throw new Error('there is no other key of this type');
  return { ...expectation, publicKey: other.expectation.publicKey } as Expectation;
}

describe('a key is proven by what it may do', () => {
  test.each(kinds.map((kind, index) => [...kind, index] as const))('%s %j by %s', async (_kind, _list, way, index) => {
    const key = keys[index] as ProvableKey;
    expect(key.expectation.kind).toBe(way);
    const prove = (so: ProvableKey) =>
      scene.room.fleet.run(scene.room.serialOf(0), 'Prove', ({ session }) => proveKey(session, so, shares.withDkek));
    expect(await prove(key)).toMatch(/^it /);
    // Another key in its place is not taken for it.
    const refused = await prove({ ...key, expectation: ofAnother(key) }).then(
      () => 'taken',
      ({ failure }: Refusal) => failure.code,
    );
    // A block for another modulus may be too large for this one: then the device itself refuses.
    expect(way === 'decipher' ? ['test-failed', 'device-refused'] : ['test-failed']).toContain(refused);
  });

  test('what was opened in memory is wiped: the shares leave no DKEK behind', async () => {
    let seen: Uint8Array | undefined;
    await shares.withDkek((dkek) => {
      seen = dkek;
      expect(dkek.some((byte) => byte !== 0)).toBe(true);
    });
    expect(seen?.every((byte) => byte === 0)).toBe(true);
    const copy = new DkekShares([new Secret(Uint8Array.of(...Array(32).keys()))]);
    copy.wipe();
    expect(() => copy.kcv).toThrow();
  });
});
