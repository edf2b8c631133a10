import { constants, createHash, createPublicKey, publicEncrypt, verify } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { readCvc, readRequest } from '../../electron/codec/cvc.ts';
import { simulatorRoot } from '../../electron/codec/simulator-root.ts';
import { curve, signatureFromDer } from '../../electron/crypto/curves.ts';
import { rsaPublicKey, verifyPkcs1, verifyPss } from '../../electron/crypto/rsa.ts';
import { SimulatedCard } from '../../electron/simulator/card.ts';
import { type CurveName, curveNames } from '../../shared/algorithms.ts';
import { concat, hex } from '../../shared/bytes.ts';
import { ask, extended, readyCard, send, words } from './talk.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
const device = curve('brainpoolP256r1');
const tlv = (tag: string, value: string) => {
  const length = value.length / 2;
  return tag + (length < 128 ? '' : length < 256 ? '81' : '82') + length.toString(16).padStart(length < 256 ? 2 : 4, '0') + value;
};
const ascii = (text: string) => Buffer.from(text, 'latin1').toString('hex');
const holder = tlv('5F20', ascii('UTTEST00001'));

function generateEc(reference: string, name: CurveName, more = '', a?: string): string {
  const { p, b, G, n, a: own } = curve(name);
  const point = tlv('81', hex.encode(p)) + tlv('82', a ?? hex.encode(own)) + tlv('83', hex.encode(b)) + tlv('84', hex.encode(G));
  const publicKey = tlv('7F49', `060A04007F00070202020203${point}${tlv('85', hex.encode(n))}870101`);
  return extended(`0046${reference}00`, hex.decode(`5F290100${tlv('42', ascii('UTCA00001'))}${publicKey}${holder}${more}`), true);
}

const generateRsa = (reference: string, bits: string, more = '') =>
  extended(
    `0046${reference}00`,
    hex.decode(`5F290100 7F4915 060A04007F00070202020102 8203010001 0202${bits} ${holder}${more}`.replace(/ /g, '')),
    true,
  );

/** The chain from EF 2F02 up to the simulators' root; gives the device's point. */
async function deviceKeyOf(card: SimulatedCard): Promise<{ holder: string; Q: Uint8Array }> {
  const certificates = hex.decode((await send(card, '00B12F02 000004 54020000 0000'.replace(/ /g, ''))).data);
  const own = readCvc(certificates);
  const issuer = readCvc(certificates.subarray(own.end));
  expect(own.end + issuer.end).toBe(certificates.length);
  expect([own.body.authority, issuer.body.authority]).toEqual([issuer.body.holder, simulatorRoot.holder]);
  const { Q } = issuer.body.publicKey;
  expect(device.verify(simulatorRoot.publicKey, sha256(issuer.bodyTlv), issuer.signature)).toBe(true);
  expect(device.verify(Q as Uint8Array, sha256(own.bodyTlv), own.signature)).toBe(true);
  return { holder: own.body.holder, Q: own.body.publicKey.Q as Uint8Array };
}

describe('device identity', () => {
  test('every device has its own serial in country UT and its own key, under one root', async () => {
    const cards = [SimulatedCard.create(), SimulatedCard.create(), SimulatedCard.create({ serial: 'UTSIM000001' })];
    const identities = await Promise.all(cards.map(deviceKeyOf));
    expect(identities.map(({ holder: name }) => name)).toEqual(cards.map(({ serial }) => `${serial}00000`));
    expect(new Set(identities.map(({ Q }) => hex.encode(Q))).size).toBe(3);
    expect(cards[0]?.serial).toMatch(/^UTSIM[0-9A-Z]{6}$/);
  });

  test('never calls itself like a genuine device', () => {
    expect(() => SimulatedCard.create({ serial: 'DENK0404144' })).toThrow(RangeError);
  });
});

describe('EC keys', () => {
  test.each(curveNames)('%s: the request is signed by the key and by the device; ECDSA and ECDH work', async (name) => {
    const card = await readyCard();
    const request = hex.decode(await ask(card, generateEc('01', name)));
    expect((await send(card, '00B1CE01 000004 54020000 0000'.replace(/ /g, ''))).data).toBe(hex.encode(request));
    const { cvc, outerAuthority, outerSignature, signedPart } = readRequest(request);
    const key = curve(name);
    const Q = cvc.body.publicKey.Q as Uint8Array;
    expect([cvc.body.authority, cvc.body.holder]).toEqual(['UTCA00001', 'UTTEST00001']);
    expect(key.verify(Q, sha256(cvc.bodyTlv), cvc.signature)).toBe(true);
    const identity = await deviceKeyOf(card);
    expect(outerAuthority).toBe(identity.holder);
    expect(device.verify(identity.Q, sha256(signedPart), outerSignature)).toBe(true);

    const message = new TextEncoder().encode('a message');
    const bySha256 = hex.decode(await ask(card, `80680173 09 ${hex.encode(message)} 00`));
    expect(key.verify(Q, sha256(message), signatureFromDer(bySha256, key.bytes))).toBe(true);
    const digest = sha256(message).subarray(0, Math.min(32, key.bytes));
    const byHash = hex.decode(await ask(card, extended('80680170', digest, true)));
    expect(key.verify(Q, digest, signatureFromDer(byHash, key.bytes))).toBe(true);
    const peer = key.generate();
    expect(await ask(card, extended('80620180', peer.Q, true))).toBe(hex.encode(key.ecdh(peer.d, Q)));
  });

  test('OpenSC’s zeros for a of the k1 curves are taken, and come back as given; other wrong parameters are refused', async () => {
    const card = await readyCard();
    const zeros = '00'.repeat(32);
    const request = readRequest(hex.decode(await ask(card, generateEc('01', 'secp256k1', '', zeros))));
    expect(hex.encode(request.cvc.body.publicKey.a as Uint8Array)).toBe(zeros);
    const wrongPrime = generateEc('02', 'secp256r1').replace(hex.encode(curve('secp256r1').p), 'FF'.repeat(32));
    const wrongOrder = generateEc('02', 'secp256r1').replace(hex.encode(curve('secp256r1').n), 'FF'.repeat(32));
    expect(await words(card, wrongPrime, wrongOrder, '00460200045F290100', generateEc('01', 'secp256r1'))).toEqual([
      '6A80',
      '6A80',
      '6A80',
      '6A89',
    ]);
  });

  test('a point that is not on the curve is refused', async () => {
    const card = await readyCard();
    await ask(card, generateEc('01', 'secp256r1'));
    const off = Uint8Array.from([0x04, ...new Uint8Array(64).fill(1)]);
    expect(await words(card, extended('80620180', off, true), '80620180 01 04 00')).toEqual(['6A80', '6700']);
  });

  test('algorithm list and use counter bind; without a list all is allowed, export too', async () => {
    const card = await readyCard();
    await ask(card, generateEc('01', 'secp256r1', '9103807392900400000001'));
    await ask(card, generateEc('02', 'secp256r1'));
    const hash = `20 ${'AB'.repeat(32)} 00`;
    expect(await words(card, `80680170 ${hash}`, `80680173 ${hash}`, `80680173 ${hash}`, '80720192000000')).toEqual([
      '6A81',
      '9000',
      '6984',
      '9000',
    ]);
    expect(await words(card, `80680270 ${hash}`, '80720292000000', `80680270 21 ${'AB'.repeat(33)} 00`, `80680230 ${hash}`)).toEqual([
      '9000',
      '9000',
      '6700',
      '6A81',
    ]);
  });
});

describe('RSA keys', () => {
  test('raw, PKCS#1 v1.5, PSS and decryption; the request is signed by the key', async () => {
    const card = await readyCard();
    const request = readRequest(hex.decode(await ask(card, generateRsa('05', '0800'))));
    const { modulus: n, exponent: e } = request.cvc.body.publicKey as { modulus: Uint8Array; exponent: Uint8Array };
    expect([n.length, hex.encode(e)]).toEqual([256, '010001']);
    expect(verifyPkcs1(n, e, 'sha256', request.cvc.bodyTlv, request.cvc.signature)).toBe(true);

    const message = new TextEncoder().encode('a message');
    const sign = async (algorithm: string, data: Uint8Array) => hex.decode(await ask(card, extended(`806805${algorithm}`, data, true)));
    for (const [digit, hash] of ['sha1', 'sha224', 'sha256', 'sha384', 'sha512'].entries()) {
      const name = hash as 'sha256';
      expect(verifyPkcs1(n, e, name, message, await sign(`3${digit + 1}`, message))).toBe(true);
      expect(verifyPss(n, e, name, message, await sign(`4${digit + 1}`, message))).toBe(true);
      expect(verifyPss(n, e, name, message, await sign('40', createHash(name).update(message).digest()))).toBe(true);
    }
    const digestInfo = concat(hex.decode('3031300D060960864801650304020105000420'), sha256(message));
    expect(verifyPkcs1(n, e, 'sha256', message, await sign('30', digestInfo))).toBe(true);
    expect(verifyPss(n, e, 'sha256', message, await sign('40', digestInfo))).toBe(true);
    const block = concat(Uint8Array.of(0, 1), new Uint8Array(256 - 3 - 51).fill(0xff), Uint8Array.of(0), digestInfo);
    expect(verifyPkcs1(n, e, 'sha256', message, await sign('20', block))).toBe(true);

    const cipher = publicEncrypt({ key: rsaPublicKey(n, e), padding: constants.RSA_PKCS1_PADDING }, message);
    const plain = await ask(card, extended('80620521', cipher, true));
    expect(plain).toMatch(/^0002/);
    expect(plain.endsWith(`00${hex.encode(message)}`)).toBe(true);
    expect(
      await words(card, extended('80680520', block.subarray(1), true), extended('80620521', new Uint8Array(256).fill(0xff), true)),
    ).toEqual(['6700', '6A80']);
    expect(await words(card, extended('80680540', message, true), '80680573 01 00 00', '80680536 01 00 00', '80680520')).toEqual([
      '6A80',
      '6A81',
      '6A81',
      '6700',
    ]);
  });

  test('other sizes and exponents are refused', async () => {
    const card = await readyCard();
    expect(await words(card, generateRsa('01', '0400').replace('8203010001', '8203010003'), generateRsa('01', '0500'))).toEqual([
      '6A80',
      '6A80',
    ]);
  });

  test('without Le the request is kept in CExx and not answered, as CardContact’s module wants it', async () => {
    const card = await readyCard();
    const command = '00 46 01 00 2B 5F290100 7F4915 060A04007F00070202020102 8203010001 02020400 5F200C 555444554D4D593030303030';
    expect(await send(card, command)).toEqual({ data: '', sw: '9000' });
    expect((await send(card, '00B1CE010454020000 00')).data).toMatch(/^67/);
    expect(await ask(card, '8058000000')).toBe('CC00CC01CE01');
  });
});

describe('wrapped key pairs', () => {
  test('EC and RSA keys work on another device with the same DKEK', async () => {
    const first = await readyCard();
    const ec = readRequest(hex.decode(await ask(first, generateEc('01', 'brainpoolP256r1')))).cvc.body.publicKey.Q as Uint8Array;
    const rsa = readRequest(hex.decode(await ask(first, generateRsa('02', '0400')))).cvc.body.publicKey;
    const blobs = [hex.decode(await ask(first, '80720192000000')), hex.decode(await ask(first, '80720292000000'))] as const;
    expect(blobs[0].length).toBe(363);

    const second = await readyCard();
    expect(await words(second, extended('80741193', blobs[0]), extended('80741293', blobs[1]))).toEqual(['9000', '9000']);
    expect(await ask(second, '80580000000000')).toBe('CC00CC11CC12');
    const message = new TextEncoder().encode('a message');
    const text = `09 ${hex.encode(message)} 00`;
    const ecSignature = signatureFromDer(hex.decode(await ask(second, `80681173 ${text}`)), 32);
    expect(curve('brainpoolP256r1').verify(ec, sha256(message), ecSignature)).toBe(true);
    const rsaSignature = hex.decode(await ask(second, `80681233 ${text}`));
    const key = createPublicKey(
      rsaPublicKey(rsa.modulus as Uint8Array, rsa.exponent as Uint8Array).export({ type: 'spki', format: 'pem' }),
    );
    expect(verify('sha256', message, key, rsaSignature)).toBe(true);
  });
});
