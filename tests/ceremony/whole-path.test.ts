import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { bundleScript } from '../../build/bundle.mjs';
import { decryptCbc, encryptCbc } from '../../electron/card/use-key.ts';
import { generateAes } from '../../electron/ceremony/keys/generate.ts';
import { exportKey, importKey } from '../../electron/ceremony/keys/key-files.ts';
import { login } from '../../electron/ceremony/pins/login.ts';
import { initialize } from '../../electron/ceremony/set-up/initialize.ts';
import { createShare, importShare } from '../../electron/ceremony/shares/shares.ts';
import type { DerivePbeKey } from '../../electron/ceremony/workstation.ts';
import { derivePbeKey } from '../../electron/crypto/derive-pbe-key.ts';
import { hostRandom } from '../../electron/crypto/random.ts';
import { aesPresets } from '../../shared/algorithms.ts';
import { equal } from '../../shared/bytes.ts';
import { pins, RehearsalRoom, strong } from './rehearsal-room.ts';

let room: RehearsalRoom;
let folder: string;
afterEach(async () => {
  await room.close();
  await rm(folder, { recursive: true, force: true });
});

/** The real thing, once: 30 million MD5 in a worker thread, as the app runs it. */
async function realDerivation(): Promise<DerivePbeKey> {
  folder = await mkdtemp(join(tmpdir(), 'conclave-worker-'));
  const workerPath = join(folder, 'pbe-worker.cjs');
  await bundleScript('electron/crypto/pbe-worker.ts', workerPath);
  return (password, salt, { signal, progress }) => derivePbeKey(password, salt, { workerPath, signal, progress });
}

test('a key generated on one device is exported, imported into a second with the same share, and both decrypt each other', async () => {
  room = await RehearsalRoom.withDevices(2, { derivePbeKey: await realDerivation() });
  const { workstation, person, fleet } = room;
  const [first, second] = [room.serialOf(0), room.serialOf(1)];
  const setUp = { label: 'Vault', scheme: 'shares' as const, shares: 1, retries: 3, resetWithSoPin: true };
  const allPins = { 'so-pin': pins.so, 'new-user-pin': pins.user };

  person.types(allPins);
  await initialize(workstation, { ...setUp, serial: first, label: 'Vault 1', confirmation: first.slice(-4) });
  expect(room.device(0)).toMatchObject({
    label: 'Vault 1',
    initialized: true,
    resetWithSoPin: true,
    userPin: { kind: 'not-verified', triesLeft: 3 },
    soPin: { kind: 'not-verified', triesLeft: 15 },
    dkek: { kind: 'incomplete', shares: 1, imported: 0 },
    certificate: { chain: 'simulator' },
    keys: [],
  });

  person.saves(room.path('share.pbe')).types({ password: strong });
  const share = await createShare(workstation, first);
  const saved = await readFile(room.path('share.pbe'));
  expect(saved.subarray(0, 8).toString()).toBe('Salted__');
  expect(saved).toHaveLength(64);
  expect(share.sha256).toBe(createHash('sha256').update(saved).digest('hex'));
  expect(room.progress.some((now) => now?.cancellable && now.fraction !== undefined)).toBe(true);
  expect(room.progress.at(-1)).toBeNull();

  person.types({ 'user-pin': pins.user }, { password: strong }).opens(share.path);
  const imported = await importShare(workstation, first, { shareKcv: share.kcv, dkekKcv: share.kcv });
  expect(imported).toEqual({ path: share.path, sha256: share.sha256, shareKcv: share.kcv, imported: 1, total: 1, dkekKcv: share.kcv });
  expect(room.device(0)).toMatchObject({ userPin: { kind: 'verified' }, dkek: { kind: 'complete', kcv: share.kcv } });

  const capabilities = aesPresets.find(({ name }) => name === 'webadm')?.capabilities ?? [];
  const made = await generateAes(workstation, { serial: first, label: 'HSM AES Key', size: 256, capabilities });
  expect(made).toEqual({ serial: first, reference: 1, label: 'HSM AES Key' });
  expect(room.device(0).keys).toMatchObject([
    {
      reference: 1,
      id: '01',
      label: 'HSM AES Key',
      described: true,
      type: { kind: 'AES', size: 256 },
      details: { capabilities: [0x10, 0x11, 0x92] },
    },
  ]);

  person.saves(room.path('key.wky'));
  const exported = await exportKey(workstation, first, made.reference);
  expect(person.suggested).toBe('HSM AES Key.wky');
  expect(exported).toMatchObject({ label: 'HSM AES Key', dkekKcv: share.kcv, bytes: (await readFile(exported.path)).length });

  person.types(allPins, { 'user-pin': pins.user }, { password: strong }).opens(share.path);
  await initialize(workstation, { ...setUp, serial: second, label: 'Vault 2', confirmation: second.slice(-4) });
  await importShare(workstation, second, {});
  person.opens(exported.path);
  const copy = await importKey(workstation, second);
  expect(copy).toEqual({ serial: second, reference: 1, label: 'HSM AES Key' });
  expect(room.device(1).keys).toEqual(room.device(0).keys);

  await login(workstation, first);
  const [iv, data] = [hostRandom(16), hostRandom(64)];
  for (const [from, to] of [
    [first, second],
    [second, first],
  ] as const) {
    const encrypted = await fleet.run(from, 'Encrypt', ({ session }) => encryptCbc(session, made.reference, iv, data));
    const decrypted = await fleet.run(to, 'Decrypt', ({ session }) => decryptCbc(session, made.reference, iv, encrypted));
    expect(equal(encrypted, data)).toBe(false);
    expect(decrypted).toEqual(data);
  }

  expect(person.idle).toBe(true);
  expect(person.failures).toEqual([]);
  for (const secret of person.handedOut) expect(() => secret.expose()).toThrow('wiped');
  const shown = JSON.stringify([room.snapshots, room.progress, person.forms]);
  for (const secret of [pins.user, strong]) expect(shown.replace(/published PIN[^"]*/g, '')).not.toContain(secret);
});
