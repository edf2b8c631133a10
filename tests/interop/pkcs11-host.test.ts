import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { bundleScript } from '../../build/bundle.mjs';
import { curve } from '../../electron/crypto/curves.ts';
import { verifyPkcs1, verifyPss } from '../../electron/crypto/rsa.ts';
import { Secret } from '../../electron/crypto/secret.ts';
import { findModules } from '../../electron/pkcs11/find-modules.ts';
import { type Pkcs11Host, pkcs11Host } from '../../electron/pkcs11/host.ts';
import { nodeStarter } from '../../electron/pkcs11/process-starter.ts';
import type { ModuleObject } from '../../electron/pkcs11/protocol.ts';
import type { Pkcs11Session } from '../../electron/pkcs11/session.ts';
import { SimulatedCard } from '../../electron/simulator/card.ts';
import type { VpcdConnection } from '../../electron/simulator/vpcd.ts';
import { pcscReaders } from '../../electron/transport/pcsc.ts';
import { ascii } from '../../shared/bytes.ts';
import { ask, importDkek, initialize } from '../simulator/talk.ts';
import { type Opensc, opensc } from './opensc.ts';
import { type PrivatePcscd, startPcscd } from './pcscd.ts';
import { insertDevice } from './simulated-device.ts';

/** OpenSC's module in our process, on a simulated device through pcscd: what every other application sees. */
const script = join(new URL('../..', import.meta.url).pathname, 'out/test-pkcs11/interop/pkcs11-process.cjs');
const card = SimulatedCard.create({ serial: 'UTSIM0P11H' });
const message = ascii.encode('signed through a module');
let pcscd: PrivatePcscd;
let tools: Opensc;
let inserted: VpcdConnection;
let host: Pkcs11Host;
let session: Pkcs11Session;

const pin = (text = '648219') => new Secret(ascii.encode(text));
async function slotOfDevice(): Promise<number> {
  const slot = (await host.slots()).find(({ token }) => token?.serial === 'UTSIM0P11H');
  if (!slot) throw new Error('the module does not show the device');
  return slot.id;
}
async function publicKey(label: string): Promise<ModuleObject> {
  const [found] = await session.objects({ class: 'public-key', label });
  if (!found) throw new Error(`no public key ${label}`);
  return found;
}

beforeAll(async () => {
  pcscd = await startPcscd({ readers: 1 });
  tools = opensc(pcscd.env);
  Object.assign(process.env, pcscd.env, { HOME: tools.folder, XDG_CACHE_HOME: tools.folder });
  await bundleScript('electron/pkcs11/pkcs11-process.ts', script);
  await ask(card, initialize('920101'));
  await ask(card, '00D72F0316 54020000 5310 300E020100 80054B4559532D 03020520');
  await ask(card, importDkek());
  inserted = await insertDevice(card, pcscd, tools);
  host = pkcs11Host({ start: nodeStarter, script });
});
afterAll(async () => {
  await host?.close();
  await inserted?.close();
  await pcscd?.stop();
  tools?.remove();
});

describe("OpenSC's module", () => {
  test('is found where Debian puts it, once, and says what it is', async () => {
    const found = (await findModules()).filter(({ product }) => product === 'OpenSC');
    expect(found).toHaveLength(1);
    const path = found[0]?.path as string;
    expect(existsSync(path)).toBe(true);
    expect(await host.load(path)).toMatchObject({ path, sha256: found[0]?.sha256, manufacturer: 'OpenSC Project' });
  });

  test('shows the device by its serial, and knows no AES mechanism', async () => {
    const slot = await slotOfDevice();
    const found = (await host.slots()).find(({ id }) => id === slot);
    expect(found?.token).toMatchObject({ label: 'KEYS- (UserPIN)', initialized: true, userPinSet: true, shortestPin: 6, longestPin: 15 });
    expect(found?.description).toContain('Conclave Test A');
    const names = (await host.mechanisms(slot)).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['CKM_RSA_PKCS', 'CKM_ECDSA', 'CKM_EC_KEY_PAIR_GEN']));
    expect(names.filter((name) => name.includes('AES'))).toEqual([]);
  });

  test('a wrong PIN is told, the right one logs in', async () => {
    session = await host.openSession(await slotOfDevice(), { readWrite: true });
    await expect(session.login(pin('000000'))).rejects.toMatchObject({ failure: { code: 'pkcs11-pin-wrong' } });
    await expect(session.login(pin('000000'))).rejects.toMatchObject({ failure: { triesLeft: 1, what: 'Wrong User PIN: 1 try left.' } });
    await session.login(pin());
  });

  test('makes an RSA key whose signatures software verifies', async () => {
    const { privateKey } = await session.generateRsa({ label: 'rsa', id: Uint8Array.of(0x10), bits: 2048, usage: ['sign', 'encrypt'] });
    const { modulus, exponent, bits } = (await publicKey('rsa')) as ModuleObject & { modulus: Uint8Array; exponent: Uint8Array };
    expect(bits).toBe(2048);
    const pkcs1 = await session.sign(privateKey, { name: 'SHA256-RSA-PKCS' }, message);
    expect(verifyPkcs1(modulus, exponent, 'sha256', message, pkcs1)).toBe(true);
    const pss = await session.sign(privateKey, { name: 'RSA-PKCS-PSS-HASHING', hash: 'SHA-256' }, message);
    expect(verifyPss(modulus, exponent, 'sha256', message, pss)).toBe(true);
  });

  test.each(['secp256r1', 'brainpoolP256r1', 'secp384r1'] as const)(
    'makes a key on %s whose signatures software verifies',
    async (name) => {
      const { privateKey } = await session.generateEc({ label: name, id: ascii.encode(name.slice(-7)), curve: name, usage: ['sign'] });
      const key = await publicKey(name);
      expect(key).toMatchObject({ keyType: 'EC', curve: name });
      const digest = new Uint8Array(32).fill(0x5a);
      const signature = await session.sign(privateKey, { name: 'ECDSA' }, digest);
      const software = curve(name);
      const point = key.point?.slice(-(2 * software.bytes + 1)) as Uint8Array;
      expect(software.verify(point, digest, signature)).toBe(true);
    },
  );

  test('says that it makes no AES keys', async () => {
    await expect(session.generateAes({ label: 'aes', id: Uint8Array.of(0x31), bits: 256, usage: ['encrypt'] })).rejects.toMatchObject({
      failure: { code: 'pkcs11-not-supported', meaning: expect.stringContaining('The device may be able to do it') },
    });
  });

  test('shows a key that was made just now without its traits, and with them once it is read from the card', async () => {
    // OpenSC keeps what it was told at generation, without access flags, until the module is started afresh.
    const [made] = await session.objects({ class: 'private-key', label: 'rsa' });
    expect(made?.traits).toMatchObject({ sensitive: false, extractable: false, neverExtractable: false, local: false });

    await host.close();
    const transmit = vi.spyOn(card, 'transmit');
    const started = performance.now();
    session = await host.openSession(await slotOfDevice(), { readWrite: true });
    await session.login(pin());
    const objects = await session.objects();
    const [commands, ms] = [transmit.mock.calls.length, Math.round(performance.now() - started)];
    transmit.mockRestore();
    console.log(`${objects.length} objects of 4 key pairs: ${commands} commands, ${ms} ms with the start of the process`);
    expect(commands).toBeLessThan(100);
    expect(objects.filter(({ class: kind }) => kind === 'public-key')).toHaveLength(4);

    const keys = objects.filter(({ class: kind }) => kind === 'private-key');
    expect(keys.map(({ label, keyType }) => `${label} ${keyType}`).sort()).toEqual(
      ['brainpoolP256r1 EC', 'rsa RSA', 'secp256r1 EC', 'secp384r1 EC'].sort(),
    );
    for (const { usage, traits } of keys) {
      expect(usage.sign).toBe(true);
      expect(traits).toMatchObject({
        private: true,
        sensitive: true,
        alwaysSensitive: true,
        extractable: false,
        neverExtractable: true,
        local: true,
      });
    }
    const peer = await tools.run('pkcs11-tool', '--login', '--pin', '648219', '--list-objects', '--type', 'privkey');
    expect(peer.match(/Access: +sensitive, always sensitive, never extractable, local\n/g)).toHaveLength(4);
  });

  test('a device that is pulled out is told, and is there again after it was inserted', async () => {
    const [key] = await session.objects({ class: 'private-key', label: 'rsa' });
    await inserted.close();
    const reader = pcscd.readerNames[0] as string;
    await vi.waitFor(async () => expect(await tools.run('opensc-tool', '--list-readers')).toMatch(new RegExp(` No .*${reader}`)), 15_000);
    await expect(session.sign(key?.handle as number, { name: 'SHA256-RSA-PKCS' }, message)).rejects.toMatchObject({
      failure: { code: 'pkcs11-no-token', what: 'The PKCS#11 module sees no device there during: signing.' },
    });
    inserted = await insertDevice(card, pcscd, tools);
    session = await host.openSession(await slotOfDevice());
    await session.login(pin());
    expect(await session.objects({ class: 'private-key' })).toHaveLength(4);
  });

  test('holds the reader while it runs, and lets go of it when it is closed', async () => {
    const reader = pcscd.readerNames[0] as string;
    await expect(pcscReaders().connect(reader)).rejects.toMatchObject({ fault: 'card-in-use' });
    await host.close();
    const connection = await pcscReaders().connect(reader);
    await connection.close();
    expect(await slotOfDevice()).toBe(0);
  });
});
