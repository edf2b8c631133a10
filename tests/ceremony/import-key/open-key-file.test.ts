import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encryptCbc, sign } from '../../../electron/card/use-key.ts';
import { unwrapKey } from '../../../electron/card/wrap.ts';
import { publicKeyToPem } from '../../../electron/ceremony/certificates/public-key.ts';
import { buildWrappedKey } from '../../../electron/ceremony/import-key/build-wrapped-key.ts';
import { publicKeyOf, wipeKeyMaterial } from '../../../electron/ceremony/import-key/key-material.ts';
import { needsPassword, openKeyFile } from '../../../electron/ceremony/import-key/open-key-file.ts';
import type { KeyMaterial } from '../../../electron/codec/key-blob.ts';
import { encryptCbc as softEncryptCbc } from '../../../electron/crypto/aes.ts';
import { Secret } from '../../../electron/crypto/secret.ts';
import { hex, utf8 } from '../../../shared/bytes.ts';
import { Refusal } from '../../../shared/failure.ts';
import { keyReference } from '../../../shared/numbers.ts';
import { readyDevice } from '../../card/devices.ts';
import { failureOf } from '../../card/wire.ts';
import { Openssl } from '../certificates/openssl.ts';
import { type KeyName, makeKey, makePkcs12, publicPemOf } from './openssl-keys.ts';

/** Every file here is made by openssl while the test runs; its -legacy needs the legacy provider. */
const openssl = new Openssl();
afterAll(() => openssl.close());

const reference = keyReference(1);
const dkek = Uint8Array.from({ length: 32 }, (_, index) => 7 * index + 1);
const password = 'gehêim 🔑 1';
const secret = (text: string) => new Secret(utf8.encode(text));
const message = utf8.encode('signed by a key from a file');

type Name = KeyName;
const make = (name: Name) => makeKey(openssl, name);
const pkcs12 = (name: Name, ...options: string[]) => makePkcs12(openssl, name, password, ...options);
const publicPem = (name: Name) => publicPemOf(openssl, name);

function expectKey(material: KeyMaterial | undefined, name: Name): void {
  const key = material && publicKeyOf(material);
  if (!key) throw new Error('no key');
  const own = openssl.write('own.pem', publicKeyToPem(key));
  const [x, y] = [own, openssl.write('theirs.pem', publicPem(name))].map((file) =>
    openssl.run('pkey', '-pubin', '-in', file, '-noout', '-text').replace(/^ASN1 OID[\s\S]*|^Field Type[\s\S]*|^NIST CURVE.*$/gm, ''),
  );
  expect(x).toBe(y);
}

/** On a device with this DKEK, and its signature judged by openssl. */
async function signsOnDevice(material: KeyMaterial, name: Name): Promise<boolean> {
  const { session } = await readyDevice(dkek.slice());
  await unwrapKey(session, reference, buildWrappedKey(material, new Secret(dkek.slice()), []));
  const signature = await sign(session, reference, material.type === 'EC' ? 0x73 : 0x33, message);
  return openssl.accepts(publicPem(name), message, signature);
}

describe('a key from PKCS#12', () => {
  it.each(['RSA-1024', 'RSA-2048', 'RSA-3072', 'secp256r1', 'secp384r1', 'secp521r1', 'brainpoolP256r1', 'secp256k1', 'explicit'] as const)(
    '%s signs on the device what openssl verifies, and brings its name and certificate',
    async (name) => {
      const file = pkcs12(name);
      expect(needsPassword(file)).toBe(true);
      const {
        keys: [key],
        certificates,
      } = await openKeyFile(file, secret(password));
      expect(key?.friendlyName).toBe('Schlüssel 1');
      if (name !== 'explicit') expect(key?.certificate?.subject).toBe(`CN=${name}`);
      if (name !== 'explicit') expect(certificates).toEqual([]);
      expectKey(key?.material, name);
      expect(await signsOnDevice(key?.material as KeyMaterial, name)).toBe(true);
    },
  );

  it.each([
    [['-legacy']],
    [['-legacy', '-descert']],
    [['-legacy', '-keypbe', 'PBE-SHA1-2DES', '-certpbe', 'PBE-SHA1-RC2-128']],
    [['-keypbe', 'AES-128-CBC', '-certpbe', 'AES-192-CBC', '-macalg', 'sha512', '-iter', '100000']],
    [['-keypbe', 'DES-EDE3-CBC', '-certpbe', 'NONE', '-macalg', 'sha384']],
    [['-keypbe', 'NONE', '-certpbe', 'AES-256-CBC', '-macalg', 'sha1']],
    [['-nomac']],
    [['-nomaciter', '-noiter']],
  ])('is opened as openssl wrote it with %j, and not with another password', async (options) => {
    const file = pkcs12('secp256r1', ...options);
    const { keys: found } = await openKeyFile(file, secret(password));
    expect(found).toHaveLength(1);
    expect(found[0]?.certificate?.subject).toBe('CN=secp256r1');
    expectKey(found[0]?.material, 'secp256r1');
    expect(await failureOf(openKeyFile(file, secret('wrong')))).toMatchObject({ code: 'key-file-password' });
    expect(await failureOf(openKeyFile(file, secret('')))).toMatchObject({ code: 'key-file-password' });
  });

  it('has the certificate by the key itself, and the issuers apart', async () => {
    make('RSA-2048');
    const {
      keys: [key],
      certificates,
    } = await openKeyFile(pkcs12('secp256r1', '-certfile', 'RSA-2048.pem'), secret(password));
    expect(key?.certificate?.subject).toBe('CN=secp256r1');
    expect(certificates.map(({ subject }) => subject)).toEqual(['CN=RSA-2048']);
  });

  it('may have an empty password', async () => {
    make('secp256r1');
    openssl.run('pkcs12', '-export', '-inkey', 'secp256r1.key', '-in', 'secp256r1.pem', '-passout', 'pass:', '-out', 'empty.p12');
    expect((await openKeyFile(openssl.read('empty.p12'), secret(''))).keys).toHaveLength(1);
  });

  it('is refused in words when there is none, or none for the device', async () => {
    make('secp256r1');
    openssl.run('pkcs12', '-export', '-nokeys', '-in', 'secp256r1.pem', '-passout', `pass:${password}`, '-out', 'nokey.p12');
    const refused = (file: Uint8Array) => failureOf(openKeyFile(file, secret(password)));
    expect(await refused(openssl.read('nokey.p12'))).toMatchObject({ code: 'key-file-no-key' });
    expect(await refused(pkcs12('secp224r1'))).toMatchObject({
      code: 'key-file-curve-unsupported',
      what: expect.stringContaining('secp224r1'),
    });
    expect(await refused(pkcs12('ed25519'))).toMatchObject({ code: 'key-file-kind-unsupported', what: expect.stringContaining('Ed25519') });
    expect(await refused(pkcs12('RSA-1280'))).toMatchObject({ code: 'key-file-rsa-size', what: expect.stringContaining('1280') });
    expect(await failureOf(openKeyFile(openssl.read('nokey.p12')))).toMatchObject({ code: 'key-file-password-needed' });
    const rc4 = pkcs12('secp256r1', '-legacy', '-keypbe', 'PBE-SHA1-RC4-128');
    expect(await refused(rc4)).toMatchObject({ code: 'key-file-encryption-unsupported', what: expect.stringContaining('RC4') });
  });

  it('written in pieces of indefinite length, as Firefox does, is the same', async () => {
    const file = pkcs12('secp256r1');
    const indefinite = inPieces(file);
    expect(indefinite).not.toEqual(file);
    expectKey((await openKeyFile(indefinite, secret(password))).keys[0]?.material, 'secp256r1');
  });
});

/** The outer sequence and the content's octet string in BER: indefinite, and in pieces of 100 bytes. */
function inPieces(file: Uint8Array): Uint8Array {
  const tlv = (tag: number, ...parts: Uint8Array[]) => Uint8Array.from([tag, 0x80, ...parts.flatMap((part) => [...part]), 0, 0]);
  const children = (der: Uint8Array): Uint8Array[] => {
    const found: Uint8Array[] = [];
    for (let at = header(der, 0); at < der.length; ) {
      const next = at + header(der.subarray(at), 0) + size(der, at);
      found.push(der.subarray(at, next));
      at = next;
    }
    return found;
  };
  const header = (der: Uint8Array, at: number) => ((der[at + 1] as number) < 0x80 ? 2 : 2 + ((der[at + 1] as number) & 0x7f));
  const size = (der: Uint8Array, at: number) => {
    const first = der[at + 1] as number;
    return first < 0x80 ? first : Number.parseInt(hex.encode(der.subarray(at + 2, at + 2 + (first & 0x7f))), 16);
  };
  const [version, authSafe, ...mac] = children(file) as [Uint8Array, Uint8Array, ...Uint8Array[]];
  const [oid, wrapped] = children(authSafe) as [Uint8Array, Uint8Array];
  const [octets] = children(wrapped) as [Uint8Array];
  const content = octets.subarray(header(octets, 0));
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < content.length; at += 100) {
    const piece = content.subarray(at, at + 100);
    pieces.push(Uint8Array.from([0x04, piece.length, ...piece]));
  }
  return tlv(0x30, version, tlv(0x30, oid, tlv(0xa0, tlv(0x24, ...pieces))), ...mac);
}

describe('a key from PEM or DER', () => {
  it.each(['RSA-2048', 'secp384r1', 'brainpoolP256r1', 'secp256k1'] as const)(
    '%s is read in every form that openssl writes',
    async (name) => {
      make(name);
      openssl.run('pkey', '-in', `${name}.key`, '-traditional', '-out', 'traditional.pem');
      openssl.run('pkey', '-in', `${name}.key`, '-traditional', '-outform', 'DER', '-out', 'traditional.der');
      openssl.run('pkcs8', '-topk8', '-nocrypt', '-in', `${name}.key`, '-outform', 'DER', '-out', 'plain.der');
      for (const file of [`${name}.key`, 'traditional.pem', 'traditional.der', 'plain.der']) {
        expect(needsPassword(openssl.read(file))).toBe(false);
        expectKey((await openKeyFile(openssl.read(file))).keys[0]?.material, name);
      }
      const protect = (...options: string[]) =>
        openssl.run('pkcs8', '-topk8', '-in', `${name}.key`, '-passout', `pass:${password}`, '-out', 'protected', ...options);
      for (const options of [
        ['-v2', 'aes-256-cbc'],
        ['-v2', 'aes-128-cbc', '-v2prf', 'hmacWithSHA512'],
        ['-v2', 'des3', '-v2prf', 'hmacWithSHA1'],
        ['-v1', 'PBE-SHA1-3DES'],
        ['-outform', 'DER'],
      ]) {
        protect(...options);
        const file = openssl.read('protected');
        expect(needsPassword(file)).toBe(true);
        expectKey((await openKeyFile(file, secret(password))).keys[0]?.material, name);
        expect(await failureOf(openKeyFile(file, secret('wrong')))).toMatchObject({ code: 'key-file-password' });
        expect(await failureOf(openKeyFile(file))).toMatchObject({ code: 'key-file-password-needed' });
      }
      protect('-scrypt');
      expect(await failureOf(openKeyFile(openssl.read('protected'), secret(password)))).toMatchObject({
        code: 'key-file-encryption-unsupported',
      });
    },
  );

  it('brings the certificate that stands beside it', async () => {
    make('secp256r1');
    const both = Uint8Array.from([...openssl.read('secp256r1.pem'), ...openssl.read('secp256r1.key')]);
    expect((await openKeyFile(both)).keys[0]?.certificate?.subject).toBe('CN=secp256r1');
    expect(await failureOf(openKeyFile(openssl.read('secp256r1.pem')))).toMatchObject({ code: 'key-file-no-key' });
  });

  it('of 8192 bits, damaged, or under the old PEM encryption is refused in words', async () => {
    make('RSA-2048');
    openssl.run('rsa', '-in', 'RSA-2048.key', '-traditional', '-aes128', '-passout', 'pass:x', '-out', 'old.pem');
    expect(await failureOf(openKeyFile(openssl.read('old.pem'), secret('x')))).toMatchObject({ code: 'key-file-encryption-unsupported' });
    openssl.run('rsa', '-in', 'RSA-2048.key', '-traditional', '-outform', 'DER', '-out', 'good.der');
    const damaged = openssl.read('good.der');
    damaged[700] = (damaged[700] as number) ^ 1;
    expect(await failureOf(openKeyFile(damaged))).toMatchObject({ code: 'key-file-broken' });
    // only the size of the modulus counts for the refusal; to generate 8192 bits would take minutes
    const integer = (length: number) => [0x02, 0x82, length >> 8, length & 0xff, 0x7f, ...new Array(length - 1).fill(0x11)];
    const body = [0x02, 1, 0, ...integer(1024), 0x02, 3, 1, 0, 1, ...integer(1024), ...integer(512), ...integer(512)];
    const large = Uint8Array.from([0x30, 0x82, body.length >> 8, body.length & 0xff, ...body]);
    expect(await failureOf(openKeyFile(large))).toMatchObject({
      code: 'key-file-rsa-size',
      what: 'The RSA key in this file has 8191 bits.',
    });
  });
});

describe('an AES key', () => {
  it.each([16, 24, 32])('of %i bytes comes from hexadecimal and from binary, and encrypts on the device', async (length) => {
    const value = Uint8Array.from({ length }, (_, index) => 200 - index);
    const digits = hex.encode(value);
    for (const file of [value, utf8.encode(digits), utf8.encode(`${digits.toLowerCase().replace(/(..)/g, '$1:').slice(0, -1)}\n`)]) {
      const {
        keys: [key],
      } = await openKeyFile(file);
      expect(key?.material).toEqual({ type: 'AES', key: value });
    }
    const { session } = await readyDevice(dkek.slice());
    await unwrapKey(session, reference, buildWrappedKey({ type: 'AES', key: value }, new Secret(dkek.slice()), [0x10, 0x11]));
    const iv = new Uint8Array(16);
    expect(await encryptCbc(session, reference, iv, dkek)).toEqual(softEncryptCbc(value, iv, dkek));
  });

  it('may begin like any other kind of file', async () => {
    for (const start of ['300E020103', '300E3000', '30800201033080']) {
      const key = Uint8Array.from([...hex.decode(start), ...new Uint8Array(16)]).subarray(0, 16);
      expect(needsPassword(key)).toBe(false);
      expect((await openKeyFile(key)).keys[0]?.material).toEqual({ type: 'AES', key });
    }
  });

  it('of another size is refused in words, and what is wiped is gone', async () => {
    expect(await failureOf(openKeyFile(utf8.encode('00112233')))).toMatchObject({
      code: 'key-file-aes-size',
      what: expect.stringContaining('32 bits'),
    });
    expect(await failureOf(openKeyFile(new Uint8Array(0)))).toMatchObject({ code: 'key-file-unknown' });
    const {
      keys: [key],
    } = await openKeyFile(pkcs12('secp256r1'), secret(password));
    const material = key?.material as KeyMaterial & { type: 'EC' };
    wipeKeyMaterial(material);
    expect(material.d.every((byte) => byte === 0)).toBe(true);
  });
});

describe('garbage', () => {
  let samples: Uint8Array[];
  beforeAll(() => {
    const whole = pkcs12('secp256r1', '-nomac', '-noiter');
    const plain = pkcs12('secp256r1', '-nomac', '-keypbe', 'NONE', '-certpbe', 'NONE');
    openssl.run('pkey', '-in', 'secp256r1.key', '-outform', 'DER', '-out', 'sample.der');
    openssl.run('pkey', '-in', make('RSA-1024') && 'RSA-1024.key', '-traditional', '-out', 'sample.pem');
    samples = [whole, plain, inPieces(plain), openssl.read('sample.der'), openssl.read('sample.pem'), openssl.read('secp256r1.key')];
  });

  it('never does more than to be refused', async () => {
    const altered = fc.tuple(fc.nat(5), fc.nat(3000), fc.nat(255), fc.nat(2)).map(([which, at, byte, how]) => {
      const sample = (samples[which] as Uint8Array).slice();
      if (how === 0) return sample.subarray(0, at % sample.length);
      sample[at % sample.length] = byte;
      return sample;
    });
    const begins = fc.constantFrom('3080020103', '30820100020103', '3080', '3024', '308002010330800609', '2D2D2D2D2D424547494E20');
    const junk = fc
      .tuple(begins, fc.uint8Array({ maxLength: 200 }))
      .map(([start, rest]) => Uint8Array.from([...hex.decode(start), ...rest]));
    const deep = fc.constantFrom('3080', '2480', 'A080', '30').map((piece) => hex.decode(piece.repeat(20_000)));
    // found by this property: an EC key whose curve is an OBJECT IDENTIFIER that is cut off
    const cutOff = hex.decode(`30310201010420${'11'.repeat(32)}A00A06082A8648CE3D030180`);
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          { arbitrary: altered, weight: 6 },
          { arbitrary: junk, weight: 3 },
          fc.uint8Array({ maxLength: 100 }),
          deep,
          fc.constant(cutOff),
        ),
        async (file) => {
          try {
            await openKeyFile(file, secret(password));
          } catch (error) {
            if (!(error instanceof Refusal)) throw error;
          }
        },
      ),
      { numRuns: 600, interruptAfterTimeLimit: 5_000 },
    );
  });
});
