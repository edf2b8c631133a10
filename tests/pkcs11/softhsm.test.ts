import { constants, createHash, verify as nodeVerify, publicEncrypt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleScript } from '../../build/bundle.mjs';
import { curve } from '../../electron/crypto/curves.ts';
import { rsaPublicKey, verifyPss } from '../../electron/crypto/rsa.ts';
import { Secret } from '../../electron/crypto/secret.ts';
import { type Pkcs11Host, pkcs11Host } from '../../electron/pkcs11/host.ts';
import { nodeStarter } from '../../electron/pkcs11/process-starter.ts';
import type { Pkcs11Session } from '../../electron/pkcs11/session.ts';
import { ascii } from '../../shared/bytes.ts';
import { type SoftToken, softhsmModule, softToken, userPin } from './softhsm.ts';

/** A real module of another vendor, in a real process: every operation on AES, RSA and EC keys, checked by software that is not the module's. */
// Inside the repository, where the script finds koffi.
const script = join(new URL('../..', import.meta.url).pathname, 'out/test-pkcs11/softhsm/pkcs11-process.cjs');
let token: SoftToken;
let host: Pkcs11Host;
let session: Pkcs11Session;
let slot: number;

const pin = (text = userPin) => new Secret(ascii.encode(text));
const id = (value: number) => Uint8Array.of(value);
const message = ascii.encode('a message of the ceremony');

beforeAll(async () => {
  await bundleScript('electron/pkcs11/pkcs11-process.ts', script);
  token = softToken();
  Object.assign(process.env, token.env);
  host = pkcs11Host({ start: nodeStarter, script });
  await host.load(softhsmModule);
  slot = (await host.slots()).find((each) => each.token?.label === 'conclave-test')?.id as number;
  session = await host.openSession(slot, { readWrite: true });
}, 60_000);
afterAll(async () => {
  await host?.close();
  token?.remove();
});

describe('a module in a process of its own', () => {
  it('is named by its path, its SHA-256 and what it says of itself', () => {
    expect(host.module).toMatchObject({ path: softhsmModule, manufacturer: 'SoftHSM', cryptoki: '2.40', coreDumpsOff: true });
    expect(host.module?.sha256).toBe(createHash('sha256').update(readFileSync(softhsmModule)).digest('hex'));
  });

  it('lists its slots with label, serial and PIN state, and its mechanisms by name', async () => {
    const found = (await host.slots()).find(({ id }) => id === slot);
    expect(found?.token).toMatchObject({ label: 'conclave-test', initialized: true, loginRequired: true, pinPad: false, userPin: 'ok' });
    expect(found?.token?.serial).toMatch(/^[0-9a-f]{16}$/);
    const mechanisms = await host.mechanisms(slot);
    expect(mechanisms.map(({ name }) => name)).toEqual(expect.arrayContaining(['CKM_AES_KEY_GEN', 'CKM_RSA_PKCS', 'CKM_ECDSA']));
    expect(mechanisms.find(({ name }) => name === 'CKM_RSA_PKCS_KEY_PAIR_GEN')?.largest).toBeGreaterThanOrEqual(4096);
  });

  it('refuses a wrong PIN and takes the right one, which stays with the caller', async () => {
    await expect(session.login(pin('000000'))).rejects.toMatchObject({
      failure: { code: 'pkcs11-pin-wrong', what: 'Wrong User PIN.' },
      cause: { code: 0xa0, message: 'C_Login: CKR_PIN_INCORRECT' },
    });
    const right = pin();
    await session.login(right);
    expect(ascii.decode(right.expose())).toBe(userPin);
  });

  it('makes random bytes', async () => {
    const [one, other] = [await session.random(64), await session.random(64)];
    expect(one.length).toBe(64);
    expect(one).not.toEqual(other);
  });
});

describe('AES keys', () => {
  it('are made, listed with what they may do, encrypt and decrypt, and authenticate', async () => {
    const key = await session.generateAes({ label: 'aes', id: id(1), bits: 256, usage: ['encrypt', 'sign'] });
    const [listed] = await session.objects({ class: 'secret-key', label: 'aes' });
    expect(listed).toMatchObject({
      handle: key,
      keyType: 'AES',
      bits: 256,
      valueBytes: 32,
      id: id(1),
      usage: { encrypt: true, decrypt: true, sign: true },
      traits: {
        token: true,
        private: true,
        sensitive: true,
        extractable: false,
        alwaysSensitive: true,
        neverExtractable: true,
        local: true,
      },
    });
    const iv = new Uint8Array(16).fill(7);
    const padded = await session.encrypt(key, { name: 'AES-CBC-PAD', iv }, message);
    expect(padded.length).toBe(32);
    expect(await session.decrypt(key, { name: 'AES-CBC-PAD', iv }, padded)).toEqual(message);
    // CBC with two IVs differs exactly as a software CBC would: first block XOR IV under one key.
    const block = new Uint8Array(16);
    const swapped = await session.encrypt(key, { name: 'AES-CBC', iv: block }, iv);
    expect(await session.encrypt(key, { name: 'AES-CBC', iv }, block)).toEqual(swapped);
    const tag = await session.sign(key, { name: 'AES-CMAC' }, message);
    expect(tag.length).toBe(16);
    expect(await session.verify(key, { name: 'AES-CMAC' }, message, tag)).toBe(true);
    tag[0] = (tag[0] as number) ^ 1;
    expect(await session.verify(key, { name: 'AES-CMAC' }, message, tag)).toBe(false);
    await expect(session.encrypt(key, { name: 'AES-CBC', iv }, message)).rejects.toMatchObject({
      failure: { code: 'pkcs11-refused', what: expect.stringContaining('CKR_DATA_LEN_RANGE') },
    });
  });

  it('are destroyed, and are gone', async () => {
    const key = await session.generateAes({ label: 'short-lived', id: id(9), bits: 128, usage: ['encrypt'] });
    await session.destroy(key);
    expect(await session.objects({ label: 'short-lived' })).toEqual([]);
  });
});

describe('RSA keys', () => {
  it('sign and decrypt what software verifies and encrypts', async () => {
    const { privateKey, publicKey } = await session.generateRsa({ label: 'rsa', id: id(2), bits: 2048, usage: ['encrypt', 'sign'] });
    const listed = (await session.objects({ class: 'public-key', id: id(2) }))[0];
    expect(listed).toMatchObject({ handle: publicKey, keyType: 'RSA', bits: 2048, exponent: Uint8Array.of(1, 0, 1) });
    const { modulus, exponent } = listed as { modulus: Uint8Array; exponent: Uint8Array };
    const software = rsaPublicKey(modulus, exponent);

    const signature = await session.sign(privateKey, { name: 'SHA256-RSA-PKCS' }, message);
    expect(nodeVerify('sha256', message, software, signature)).toBe(true);
    expect(await session.verify(publicKey, { name: 'SHA256-RSA-PKCS' }, message, signature)).toBe(true);
    const pss = await session.sign(privateKey, { name: 'RSA-PKCS-PSS-HASHING', hash: 'SHA-256' }, message);
    expect(verifyPss(modulus, exponent, 'sha256', message, pss)).toBe(true);

    const pkcs = publicEncrypt({ key: software, padding: constants.RSA_PKCS1_PADDING }, message);
    expect(await session.decrypt(privateKey, { name: 'RSA-PKCS' }, pkcs)).toEqual(message);
    const oaep = publicEncrypt({ key: software, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' }, message);
    expect(await session.decrypt(privateKey, { name: 'RSA-PKCS-OAEP', hash: 'SHA-1' }, oaep)).toEqual(message);
  });
});

describe('EC keys', () => {
  it.each(['secp256r1', 'secp384r1', 'secp521r1'] as const)('on %s sign what software verifies', async (name) => {
    const { privateKey, publicKey } = await session.generateEc({ label: name, id: ascii.encode(name), curve: name, usage: ['sign'] });
    const listed = (await session.objects({ class: 'public-key', label: name }))[0];
    expect(listed).toMatchObject({ handle: publicKey, keyType: 'EC', curve: name, bits: Number(name.slice(4, 7)) });
    const digest = createHash('sha256').update(message).digest();
    const signature = await session.sign(privateKey, { name: 'ECDSA' }, digest);
    const software = curve(name);
    expect(signature.length).toBe(2 * software.bytes);
    const point = listed?.point?.slice(-(2 * software.bytes + 1)) as Uint8Array;
    expect(software.verify(point, Uint8Array.from(digest), signature)).toBe(true);
    expect(await session.verify(publicKey, { name: 'ECDSA' }, digest, signature)).toBe(true);
    digest[0] = (digest[0] as number) ^ 1;
    expect(await session.verify(publicKey, { name: 'ECDSA' }, digest, signature)).toBe(false);
  });
});
