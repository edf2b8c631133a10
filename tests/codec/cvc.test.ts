import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CvcBody,
  ecdsaSha256Oid,
  encodeCvc,
  encodeCvcBody,
  encodeCvcDate,
  encodeRequest,
  readCvc,
  readCvcDate,
  readRequest,
  requestSignedPart,
  rsaSha256Oid,
} from '../../electron/codec/cvc.ts';
import { readTlv } from '../../electron/codec/tlv.ts';
import { curve } from '../../electron/crypto/curves.ts';
import { concat, hex } from '../../shared/bytes.ts';
import { roots } from '../vectors/cvc.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
const brainpool = curve('brainpoolP256r1');
const { p, a, b, G, n, h } = brainpool;
const device = brainpool.generate();

const body: CvcBody = {
  authority: 'DEDICC1200001',
  holder: 'DECC120323900000',
  publicKey: { oid: ecdsaSha256Oid, Q: device.Q },
  chat: { oid: hex.decode('2B0601040181C31F030101'), role: 0 },
  effective: encodeCvcDate('2012-11-09'),
  expires: encodeCvcDate('2032-11-08'),
};

describe('card verifiable certificate', () => {
  it('reads back, and its signature covers the whole body element', () => {
    const bodyTlv = encodeCvcBody(body);
    const certificate = encodeCvc(bodyTlv, brainpool.sign(device.d, sha256(bodyTlv)));
    const read = readCvc(concat(certificate, certificate));
    expect(read).toMatchObject({ body, end: certificate.length });
    expect(hex.encode(read.bodyTlv.subarray(0, 2))).toBe('7F4E');
    expect(brainpool.verify(read.body.publicKey.Q as Uint8Array, sha256(read.bodyTlv), read.signature)).toBe(true);
    expect(readCvcDate(read.body.expires as Uint8Array)).toBe('2032-11-08');
  });

  it('of a root carries the domain parameters', () => {
    const root = {
      ...body,
      authority: 'DESRCACC100001',
      holder: 'DESRCACC100001',
      publicKey: { oid: ecdsaSha256Oid, p, a, b, G, n, Q: hex.decode(roots.DESRCACC100001), h },
    };
    expect(readCvc(encodeCvc(encodeCvcBody(root), new Uint8Array(64))).body).toEqual(root);
  });

  it('tells an RSA key from an EC key by its OID', () => {
    const rsa: CvcBody = {
      holder: 'UTDUMMY00000',
      publicKey: { oid: rsaSha256Oid, modulus: new Uint8Array(256).fill(0xc1), exponent: hex.decode('010001') },
    };
    expect(readCvc(encodeCvc(encodeCvcBody(rsa), new Uint8Array(256))).body).toEqual(rsa);
  });
});

describe('certificate request', () => {
  const key = curve('secp256r1').generate();
  const inner = encodeCvcBody({ authority: 'UTCA00001', holder: 'UTSIM00000100001', publicKey: { oid: ecdsaSha256Oid, Q: key.Q } });
  const cvc = encodeCvc(inner, curve('secp256r1').sign(key.d, sha256(inner)));
  const request = encodeRequest(cvc, 'UTSIM00000100000', brainpool.sign(device.d, sha256(requestSignedPart(cvc, 'UTSIM00000100000'))));

  it('is vouched for over the certificate and the authority', () => {
    const read = readRequest(concat(request, hex.decode('0000')));
    expect(read.outerAuthority).toBe('UTSIM00000100000');
    expect(read.cvc.body.holder).toBe('UTSIM00000100001');
    expect(hex.encode(read.cvcTlv)).toBe(hex.encode(cvc));
    expect(brainpool.verify(device.Q, sha256(read.signedPart), read.outerSignature)).toBe(true);
    expect(curve('secp256r1').verify(key.Q, sha256(read.cvc.bodyTlv), read.cvc.signature)).toBe(true);
    expect(readTlv(request).end).toBe(request.length);
  });

  it('and certificates throw nothing but SyntaxError whatever the bytes are', () => {
    const damaged = (bytes: Uint8Array) =>
      fc.tuple(fc.nat(bytes.length - 1), fc.nat(255), fc.nat(bytes.length)).map(([at, byte, length]) => {
        const copy = bytes.slice(0, length);
        if (at < length) copy[at] = byte;
        return copy;
      });
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 100 }), damaged(request), damaged(cvc)), (bytes) => {
        for (const read of [readRequest, readCvc]) {
          try {
            read(bytes);
          } catch (error) {
            expect(error).toBeInstanceOf(SyntaxError);
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('certificate dates', () => {
  it('are six decimal digits', () => {
    expect(hex.encode(encodeCvcDate('2012-11-09'))).toBe('010201010009');
    expect(readCvcDate(hex.decode('0102010100FF'))).toBeUndefined();
    expect(() => encodeCvcDate('1999-01-01')).toThrow(SyntaxError);
  });
});
