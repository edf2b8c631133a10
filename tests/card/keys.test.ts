import { constants, createCipheriv, createDecipheriv, createHash, publicEncrypt } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readDeviceCertificates } from '../../electron/card/device.ts';
import { generateAesKey, generateEcKey, generateRsaKey } from '../../electron/card/generate.ts';
import { readKeyDetails } from '../../electron/card/key-details.ts';
import { deleteObject, enumerateObjects } from '../../electron/card/objects.ts';
import { logout } from '../../electron/card/pins.ts';
import { readKeyCertificate } from '../../electron/card/public-keys.ts';
import { agree, cmac, decipher, decryptCbc, encryptCbc, sign } from '../../electron/card/use-key.ts';
import { unwrapKey } from '../../electron/card/wrap.ts';
import { encodeKeyBlobHeader, encodeKeyMaterial, keyBlobHeader } from '../../electron/codec/key-blob.ts';
import { cmac as softCmac } from '../../electron/crypto/aes.ts';
import { curve, signatureFromDer } from '../../electron/crypto/curves.ts';
import { dkekKcv, dkekKeys, seal } from '../../electron/crypto/dkek.ts';
import { rsaPublicKey, verifyPkcs1, verifyPss } from '../../electron/crypto/rsa.ts';
import { curveNames } from '../../shared/algorithms.ts';
import { hex, utf8 } from '../../shared/bytes.ts';
import { keyReference } from '../../shared/numbers.ts';
import { readyDevice, type Simulated } from './devices.ts';
import { failureOf, replayed } from './wire.ts';

const key = keyReference(1);
const share = new Uint8Array(32).fill(7);
const message = utf8.encode('a message to be signed');
const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest());
const serialOf = async ({ session }: Simulated) => (await readDeviceCertificates(session)).serial;

/** A key whose value the test knows, brought in under a DKEK the test knows. */
async function withKnownAesKey(value: Uint8Array, capabilities: readonly number[]): Promise<Simulated> {
  const device = await readyDevice(share);
  const header = encodeKeyBlobHeader(keyBlobHeader(dkekKcv(share), 0x0f, Uint8Array.from(capabilities)));
  const plaintext = encodeKeyMaterial({ type: 'AES', key: value }, new Uint8Array(8));
  await unwrapKey(device.session, key, seal(dkekKeys(share), header, plaintext));
  return device;
}

describe('EC keys', () => {
  it.each(curveNames)('on %s sign what verifies outside, and agree on the same secret', async (name) => {
    const device = await readyDevice();
    const { session } = device;
    const request = await generateEcKey(session, key, { curve: name, serial: await serialOf(device) });
    const publicKey = readKeyCertificate(request)?.publicKey;
    if (publicKey?.kind !== 'EC') throw new Error('expected an EC key');
    expect(publicKey.curve).toBe(name);
    const { bytes, verify, generate, ecdh } = bindings(name);

    // a hash is at most as wide as the field
    const digest = sha256(message).subarray(0, Math.min(32, bytes));
    expect(verify(publicKey.Q, digest, signatureFromDer(await sign(session, key, 0x70, digest), bytes))).toBe(true);
    expect(verify(publicKey.Q, sha256(message), signatureFromDer(await sign(session, key, 0x73, message), bytes))).toBe(true);

    const other = generate();
    const agreed = await agree(session, key, other.Q);
    expect(agreed.expose()).toEqual(ecdh(other.d, publicKey.Q).slice(1, 1 + bytes));
  });

  it('show their curve, request and public key hash when their node is opened', async () => {
    const device = await readyDevice();
    const request = await generateEcKey(device.session, key, { curve: 'brainpoolP320r1', serial: await serialOf(device) });
    const publicKey = readKeyCertificate(request)?.publicKey;
    const { details, curve: name } = await readKeyDetails(device.session, key);
    expect(name).toBe('brainpoolP320r1');
    expect(details.certificate).toBe('request');
    expect(details.publicKeySha256).toBe(hex.encode(sha256(publicKey?.kind === 'EC' ? publicKey.Q : new Uint8Array(0))));
  });

  it('take the x coordinate from cards that answer with it alone', async () => {
    const peer = curve('secp256r1').generate().Q;
    const session = replayed(`> 80620180 000041 ${hex.encode(peer)} 0200\n< 04 ${'11'.repeat(32)} 9000`);
    expect((await agree(session, key, peer)).expose()).toEqual(new Uint8Array(32).fill(0x11));
  });
});

describe('RSA keys', () => {
  it.each([1024, 2048] as const)('of %i bits sign and decrypt', async (size) => {
    const device = await readyDevice();
    const { session } = device;
    const request = await generateRsaKey(session, key, { size, serial: await serialOf(device) });
    const publicKey = readKeyCertificate(request)?.publicKey;
    if (publicKey?.kind !== 'RSA') throw new Error('expected an RSA key');
    const { modulus, exponent } = publicKey;
    expect(modulus.length * 8).toBe(size);

    expect(verifyPkcs1(modulus, exponent, 'sha256', message, await sign(session, key, 0x33, message))).toBe(true);
    expect(verifyPss(modulus, exponent, 'sha256', message, await sign(session, key, 0x43, message))).toBe(true);
    const digestInfo = hex.decode(`3031300D060960864801650304020105000420${hex.encode(sha256(message))}`);
    const block = new Uint8Array(modulus.length).fill(0xff);
    block.set([0x00, 0x01]);
    block.set(digestInfo, block.length - digestInfo.length);
    block[block.length - digestInfo.length - 1] = 0x00;
    expect(verifyPkcs1(modulus, exponent, 'sha256', message, await sign(session, key, 0x20, block))).toBe(true);

    const sealed = publicEncrypt({ key: rsaPublicKey(modulus, exponent), padding: constants.RSA_PKCS1_PADDING }, message);
    const opened = (await decipher(session, key, Uint8Array.from(sealed))).expose();
    expect(opened.length).toBe(modulus.length);
    expect(opened.subarray(0, 2)).toEqual(Uint8Array.of(0x00, 0x02));
    expect(opened.subarray(-message.length)).toEqual(message);
  });
});

describe('AES keys', () => {
  it.each([128, 192, 256] as const)(
    'of %i bits encrypt and decrypt with an IV like any other AES-CBC, also in several commands',
    async (size) => {
      const value = Uint8Array.from({ length: size / 8 }, (_, index) => 3 * index);
      const { session, sent } = await withKnownAesKey(value, [0x10, 0x11, 0x18]);
      const iv = hex.decode('000102030405060708090A0B0C0D0E0F');
      for (const length of [16, 2048, 5008]) {
        const data = Uint8Array.from({ length }, (_, index) => index & 0xff);
        const cipher = createCipheriv(`aes-${size}-cbc`, value, iv).setAutoPadding(false);
        const expected = Uint8Array.from([...cipher.update(data), ...cipher.final()]);
        sent.length = 0;
        expect(await encryptCbc(session, key, iv, data)).toEqual(expected);
        expect(sent.length).toBe(Math.ceil(length / 2048));
        expect(await decryptCbc(session, key, iv, expected)).toEqual(data);
        const decipherer = createDecipheriv(`aes-${size}-cbc`, value, iv).setAutoPadding(false);
        expect(Uint8Array.from([...decipherer.update(expected), ...decipherer.final()])).toEqual(data);
      }
      await expect(encryptCbc(session, key, iv, new Uint8Array(15))).rejects.toThrow(RangeError);
      await expect(decryptCbc(session, key, iv.subarray(1), new Uint8Array(16))).rejects.toThrow(RangeError);
    },
  );

  it('give the CMAC of the reference vector, and of any length', async () => {
    const value = hex.decode('00112233445566778899AABBCCDDEEFF00112233445566778899AABBCCDDEEFF');
    const { session } = await withKnownAesKey(value, [0x18]);
    expect(hex.encode(await cmac(session, key, utf8.encode('a secret message')))).toBe('81FA3C48BAC5A3C122448A022B9362B8');
    for (const length of [1, 17, 300])
      expect(await cmac(session, key, new Uint8Array(length))).toEqual(softCmac(value, new Uint8Array(length)));
  });

  it.each([128, 192, 256] as const)('of %i bits are generated with the capabilities that were asked for', async (size) => {
    const { session } = await readyDevice(share);
    await generateAesKey(session, key, { size, capabilities: [0x10, 0x92] });
    expect((await readKeyDetails(session, key)).details).toEqual({ capabilities: [0x10, 0x92], certificate: 'none' });
    const iv = new Uint8Array(16);
    const sealed = await encryptCbc(session, key, iv, iv);
    expect(await failureOf(decryptCbc(session, key, iv, sealed, 'Vault'))).toMatchObject({
      code: 'key-not-allowed',
      what: 'The key "Vault" may not be used to decrypt.',
    });
  });

  it('with a use counter say when it is used up', async () => {
    const { session } = await readyDevice(share);
    await generateAesKey(session, key, { size: 128, capabilities: [0x10], useCounter: 2 });
    const iv = new Uint8Array(16);
    await encryptCbc(session, key, iv, iv);
    expect((await readKeyDetails(session, key)).details.useCounter).toBe(1);
    await encryptCbc(session, key, iv, iv);
    expect(await failureOf(encryptCbc(session, key, iv, iv))).toMatchObject({ code: 'key-used-up' });
  });
});

describe('generation', () => {
  it('never overwrites a key', async () => {
    const device = await readyDevice(share);
    const serial = await serialOf(device);
    await generateAesKey(device.session, key, { size: 128, capabilities: [0x10] });
    for (const again of [
      generateAesKey(device.session, key, { size: 128, capabilities: [0x10] }),
      generateRsaKey(device.session, key, { size: 1024, serial }),
      generateEcKey(device.session, key, { curve: 'secp256r1', serial }),
    ])
      expect(await failureOf(again)).toMatchObject({ code: 'key-place-taken' });
  });

  it('waits for the whole DKEK, the login and a capability, and says when the card is full', async () => {
    const { session } = await readyDevice(undefined, { scheme: { kind: 'shares', count: 3 } });
    const aes = { size: 256, capabilities: [0x10, 0x92] } as const;
    expect(await failureOf(generateAesKey(session, key, aes))).toMatchObject({
      code: 'dkek-incomplete',
      what: '3 of 3 shares missing; no keys can be made.',
    });
    const { session: ready, card } = await readyDevice(share);
    expect(await failureOf(generateAesKey(ready, key, { size: 256, capabilities: [] }))).toMatchObject({ code: 'no-capability' });
    card.memory = 100;
    expect(await failureOf(generateAesKey(ready, key, aes))).toMatchObject({ code: 'card-full' });
    await logout(ready);
    expect(await failureOf(generateAesKey(ready, key, aes))).toMatchObject({ code: 'pin-not-verified' });
  });

  it('names what the card cannot do', async () => {
    const device = await readyDevice();
    device.card.faults.add({ at: 1, ins: 0x46, kind: 'status', sw: 0x6a80 });
    const making = generateEcKey(device.session, key, { curve: 'secp192k1', serial: await serialOf(device) });
    expect(await failureOf(making)).toMatchObject({ code: 'not-supported-by-device', what: expect.stringContaining('secp192k1') });
  });

  it('does not believe a card that made another key than was asked for', async () => {
    const device = await readyDevice();
    const serial = await serialOf(device);
    const request = await generateEcKey(device.session, key, { curve: 'secp256r1', serial });
    const lying: typeof device.session.channel = async (command) =>
      command.ins === 0x46 ? { data: request, sw: 0x9000 } : device.session.channel(command);
    const session = { ...device.session, channel: lying };
    const wrong = generateEcKey(session, keyReference(2), { curve: 'brainpoolP256r1', serial });
    expect(await failureOf(wrong)).toMatchObject({ code: 'device-answer-malformed' });
    expect(await failureOf(generateRsaKey(session, keyReference(2), { size: 2048, serial }))).toMatchObject({
      code: 'device-answer-malformed',
    });
  });

  it('reads the request from its file where the card does not answer with it', async () => {
    const device = await readyDevice();
    const silent: typeof device.session.channel = async (command) => {
      const response = await device.session.channel(command);
      return command.ins === 0x46 ? { ...response, data: new Uint8Array(0) } : response;
    };
    const request = await generateEcKey({ ...device.session, channel: silent }, key, {
      curve: 'secp256r1',
      serial: await serialOf(device),
    });
    expect(request[0]).toBe(0x67);
  });
});

describe('using a key', () => {
  it('that is not there, or without login, is refused in words', async () => {
    const { session } = await readyDevice(share);
    expect(await failureOf(sign(session, key, 0x73, message))).toMatchObject({ code: 'no-such-key' });
    await generateAesKey(session, key, { size: 128, capabilities: [0x10] });
    await logout(session);
    expect(await failureOf(encryptCbc(session, key, new Uint8Array(16), new Uint8Array(16)))).toMatchObject({ code: 'pin-not-verified' });
  });

  it('ends with its deletion', async () => {
    const { session } = await readyDevice(share);
    await generateAesKey(session, key, { size: 128, capabilities: [0x18] });
    expect(await deleteObject(session, 0xcc01)).toBe(true);
    expect(await enumerateObjects(session)).toEqual([0xcc00]);
    expect(await failureOf(cmac(session, key, message))).toMatchObject({ code: 'no-such-key' });
  });

  it.each([
    ['an ECDSA signature that is no DER', () => sign(replayed(`> 80680173 000001 00 0200\n< 3045 9000`), key, 0x73, Uint8Array.of(0))],
    ['an empty RSA signature', () => sign(replayed(`> 80680133 000001 00 0200\n< 9000`), key, 0x33, Uint8Array.of(0))],
    [
      'half a block',
      () => encryptCbc(replayed(`> 8078011010${'00'.repeat(16)}00\n< 0011 9000`), key, new Uint8Array(16), new Uint8Array(16)),
    ],
    ['a long CMAC', () => cmac(replayed(`> 807801180100 00\n< ${'00'.repeat(17)} 9000`), key, Uint8Array.of(0))],
    ['a compressed point', () => agree(replayed(`> 80620180 000003 040102 0200\n< 0301 9000`), key, Uint8Array.of(4, 1, 2))],
  ])('does not accept %s', async (_, use) => {
    expect(await failureOf(use())).toMatchObject({ code: 'device-answer-malformed' });
  });
});

function bindings(name: (typeof curveNames)[number]) {
  const found = curve(name);
  return {
    bytes: found.bytes,
    verify: found.verify.bind(found),
    generate: found.generate.bind(found),
    ecdh: found.ecdh.bind(found),
  };
}
