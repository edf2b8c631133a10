import { createHash, generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { curve } from '../../electron/crypto/curves.ts';
import { dkekKeys, seal } from '../../electron/crypto/dkek.ts';
import { verifyPkcs1 } from '../../electron/crypto/rsa.ts';
import { concat, hex, uint16, utf8 } from '../../shared/bytes.ts';
import { ask, dkek, dkekKcv, extended, readyCard, words } from './talk.ts';

/** Blobs written by hand as other implementations write them (protocol reference 3.4), and blobs that no honest device makes. */

type Padding = 'always' | 'when-needed';
const field = (value: Uint8Array) => concat(uint16(value.length), value);
const minimal = (value: Uint8Array) =>
  value.subarray(
    Math.max(
      0,
      value.findIndex((byte) => byte !== 0),
    ),
  );

function blob(
  type: string,
  oid: string,
  size: number,
  fields: readonly Uint8Array[],
  padding: Padding = 'always',
  kcv = dkekKcv,
): Uint8Array {
  const body = concat(new Uint8Array(8).fill(0xaa), uint16(size), ...fields);
  const needed = padding === 'always' || body.length % 16 !== 0;
  const plain = new Uint8Array(needed ? (Math.floor(body.length / 16) + 1) * 16 : body.length);
  plain.set(body);
  if (needed) plain[body.length] = 0x80;
  return seal(dkekKeys(hex.decode(dkek)), hex.decode(`${kcv}${type}${oid}000000000000`), plain);
}
const unwrap = (reference: string, bytes: Uint8Array) => extended(`8074${reference}93`, bytes);
const rsaOid = '000A04007F00070202020102';
const ecOid = '000A04007F00070202020203';
const aesOid = '00086086480165030401';

const jwk = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey.export({ format: 'jwk' }) as Record<string, string>;
const part = (name: string): Uint8Array => Uint8Array.from(Buffer.from(jwk[name] as string, 'base64url'));
const message = utf8.encode('a message');
const sign = '80680133 09 61206D657373616765 00';

function ecFields(d: Uint8Array, Q: Uint8Array, name: 'secp256r1' | 'secp256k1' = 'secp256r1'): Uint8Array[] {
  const { a, b, p, n, G } = curve(name);
  return [a, b, p, n].map(minimal).concat(G, minimal(d), Q).map(field);
}

const replaced = (fields: readonly Uint8Array[], at: number, value: Uint8Array) =>
  fields.map((old, index) => (index === at ? field(value) : old));

describe('UNWRAP of foreign blobs', () => {
  test.each([
    ['RSA without CRT values (05)', '05', [part('d'), part('n'), part('e')]],
    ['RSA with CRT values (06)', '06', ['dp', 'dq', 'p', 'qi', 'q', 'n', 'e'].map(part)],
    ['RSA whose qInv means something else', '06', ['dp', 'dq', 'p', 'dp', 'q', 'n', 'e'].map(part)],
  ])('takes %s, in minimal width, and signs with it', async (_, type, values) => {
    for (const padding of ['always', 'when-needed'] as const) {
      const card = await readyCard();
      const fields = values.map((value) => field(minimal(value)));
      expect(await words(card, unwrap('01', blob(type, rsaOid, 1024, fields, padding)))).toEqual(['9000']);
      expect(verifyPkcs1(part('n'), part('e'), 'sha256', message, hex.decode(await ask(card, sign)))).toBe(true);
    }
  });

  test('takes EC keys in minimal width, with an empty a, and AES under the faulty OID of firmware 3.0', async () => {
    const card = await readyCard();
    const k1 = curve('secp256k1');
    const { d, Q } = k1.generate();
    const fields = [field(new Uint8Array(0)), ...ecFields(d, Q, 'secp256k1').slice(1)];
    const aes = blob('0F', '000806864801650304'.padEnd(20, '0'), 16, [new Uint8Array(16).fill(7)], 'when-needed');
    expect(await words(card, unwrap('01', blob('0C', ecOid, 256, fields, 'when-needed')), unwrap('02', aes))).toEqual(['9000', '9000']);
    expect(await words(card, '80680173 01 00 00', '80780218 01 00 00', '80720292000000')).toEqual(['9000', '9000', '6A81']);
  });

  test('refuses keys whose parts do not belong together, though their MAC is right', async () => {
    const p256 = curve('secp256r1');
    const [one, two] = [p256.generate(), p256.generate()];
    const wrongPrimes = ['dp', 'dq', 'p', 'qi', 'p', 'n', 'e'].map((name) => field(part(name)));
    const wrongExponent = [part('d').map((byte, index) => (index === 5 ? byte ^ 1 : byte)), part('n'), part('e')].map(field);
    const wrongBase = replaced(ecFields(one.d, one.Q), 4, two.Q);
    const noSuchPrime = replaced(ecFields(one.d, one.Q), 2, new Uint8Array(32).fill(0xff));
    const key = new Uint8Array(32).fill(1);
    const blobs = [
      blob('0C', ecOid, 256, ecFields(one.d, two.Q)),
      blob('0C', ecOid, 256, wrongBase),
      blob('0C', ecOid, 256, noSuchPrime),
      blob('0C', ecOid, 256, ecFields(new Uint8Array(32), one.Q)),
      blob('06', rsaOid, 1024, wrongPrimes),
      blob('05', rsaOid, 1024, wrongExponent),
      blob('0F', aesOid, 20, [key]),
      blob('0F', aesOid, 32, [key.subarray(0, 20)]),
      blob('0F', aesOid, 32, [key], 'always', createHash('sha256').update('another').digest('hex').slice(0, 16)),
    ];
    const card = await readyCard();
    expect(await words(card, ...blobs.map((bytes) => unwrap('01', bytes)))).toEqual(blobs.map(() => '6A80'));
    expect(await ask(card, '80580000000000')).toBe('CC00');
  });

  test('a short blob in EF 2F10 does not end in the tail of a longer one', async () => {
    const card = await readyCard();
    const write = (bytes: Uint8Array) =>
      extended('00D72F10', hex.decode(`54020000538201${(bytes.length - 256).toString(16).padStart(2, '0')}${hex.encode(bytes)}`));
    const { d, Q } = curve('secp256r1').generate();
    await ask(card, write(blob('0C', ecOid, 256, ecFields(d, Q))));
    const short = blob('0F', aesOid, 16, [new Uint8Array(16)]);
    await ask(card, extended('00D72F10', hex.decode(`5402000053${short.length.toString(16)}${hex.encode(short)}`)));
    expect(await words(card, '80740193')).toEqual(['9000']);
  });
});
