import { createECDH, createHash, createPrivateKey, createPublicKey, type ECDH, generateKeyPairSync, sign, verify } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { curve, curveByOid, curveByPrime, signatureFromDer, signatureToDer } from '../../electron/crypto/curves.ts';
import { curveNames } from '../../shared/algorithms.ts';
import { concat, equal, hex } from '../../shared/bytes.ts';
import { ecBlob } from '../vectors/dkek.ts';

/** The names OpenSSL, which is behind Node's crypto, has for the same curves. */
const opensslName = (name: string) => ({ secp192r1: 'prime192v1', secp256r1: 'prime256v1' })[name] ?? name;

describe.each(curveNames)('%s', (name) => {
  const ours = curve(name);
  const { d, Q } = ours.generate();
  const digests = [20, 32, 48, 64].map((length) => createHash('sha512').update(`${length}`).digest().subarray(0, length));

  it('is what OpenSSL means by it', () => {
    const ecdh = opensslEcdh(name, d);
    expect(hex.encode(ecdh.getPublicKey())).toBe(hex.encode(Q));
    const peer = ours.generate();
    expect(hex.encode(ours.ecdh(d, peer.Q).subarray(1, 1 + ours.bytes))).toBe(hex.encode(ecdh.computeSecret(peer.Q)));
    expect(ours.ecdh(d, peer.Q)).toEqual(ours.ecdh(peer.d, Q));
    expect([ours.p, ours.a, ours.b, ours.n].map((value) => value.length)).toEqual([ours.bytes, ours.bytes, ours.bytes, ours.bytes]);
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: opensslName(name) });
    expect(hex.encode(publicKey.export({ type: 'spki', format: 'der' }))).toContain(hex.encode(ours.oid));
  });

  it('signs what OpenSSL verifies and verifies what OpenSSL signs, also with digests longer or shorter than the order', () => {
    const key = createPrivateKey({ key: ecPrivateDer(ours.oid, d, Q), format: 'der', type: 'sec1' });
    for (const [index, hash] of ['sha1', 'sha256', 'sha384', 'sha512'].entries()) {
      const message = digests[index] as Buffer;
      const digest = createHash(hash).update(message).digest();
      const signature = ours.sign(d, digest);
      expect(verify(hash, message, { key: createPublicKey(key), dsaEncoding: 'ieee-p1363' }, signature)).toBe(true);
      const theirs = sign(hash, message, { key, dsaEncoding: 'ieee-p1363' });
      expect(ours.verify(Q, digest, theirs)).toBe(true);
      const der = sign(hash, message, { key, dsaEncoding: 'der' });
      expect(ours.verify(Q, digest, signatureFromDer(der, ours.bytes))).toBe(true);
      digest[0] = (digest[0] as number) ^ 1;
      expect(ours.verify(Q, digest, signature)).toBe(false);
    }
  });

  it('is found by its prime and by its OID', () => {
    expect(curveByPrime(ours.p)).toBe(ours);
    expect(curveByPrime(concat(new Uint8Array(3), ours.p))).toBe(ours);
    expect(curveByOid(ours.oid)).toBe(ours);
  });

  it('refuses scalars out of range and points off the curve', () => {
    const offCurve = Q.slice();
    offCurve[offCurve.length - 1] = (offCurve.at(-1) as number) ^ 1;
    expect(() => ours.ecdh(d, offCurve)).toThrow(RangeError);
    expect(() => ours.ecdh(d, Uint8Array.of(0))).toThrow(RangeError);
    expect(() => ours.ecdh(d, new Uint8Array(Q.length))).toThrow(RangeError);
    expect(() => ours.publicPoint(new Uint8Array(ours.bytes))).toThrow(RangeError);
    expect(() => ours.publicPoint(ours.n)).toThrow(RangeError);
    expect(() => ours.sign(concat(Uint8Array.of(1), d), digests[0] as Buffer)).toThrow(RangeError);
    expect(ours.verify(offCurve, digests[0] as Buffer, new Uint8Array(2 * ours.bytes).fill(1))).toBe(false);
    expect(ours.verify(Q, digests[0] as Buffer, new Uint8Array(2 * ours.bytes))).toBe(false);
    expect(ours.verify(Q, digests[0] as Buffer, new Uint8Array(1))).toBe(false);
  });
});

describe('elliptic curves', () => {
  it('give the public point of the reference', () => {
    expect(hex.encode(curve('secp256r1').publicPoint(hex.decode(ecBlob.d)))).toBe(ecBlob.Q);
  });

  it('agree as RFC 6932 A.1 says (brainpoolP224r1)', () => {
    const dA = hex.decode('7C4B7A2C8A4BAD1FBB7D79CC0955DB7C6A4660CA64CC4778159B495E');
    const QB = hex.decode(
      '042A97089A9296147B71B21A4B574E1278245B536F14D8C2B9D07A874E9B900D7C77A709A797276B8CA1BA61BB95B546FC29F862E44D59D25B',
    );
    const Z = '312DFD98783F9FB77B9704945A73BEB6DCCBE3B65D0F967DCAB574EB';
    expect(hex.encode(curve('brainpoolP224r1').ecdh(dA, QB).subarray(1, 29))).toBe(Z);
  });

  it('turn signatures from DER to r || s and back, whatever zeros they begin with', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 64, maxLength: 64 }), fc.nat(32), (rs, zeros) => {
        rs.fill(0, 0, zeros);
        return equal(signatureFromDer(signatureToDer(rs), 32), rs);
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        try {
          signatureFromDer(bytes, 32);
        } catch (error) {
          expect(error instanceof SyntaxError || error instanceof RangeError).toBe(true);
        }
      }),
    );
    expect(() => signatureFromDer(hex.decode('3006020101020101FF'), 32)).toThrow(SyntaxError);
    expect(() => signatureFromDer(hex.decode('3006020181020101'), 32)).toThrow(SyntaxError);
  });
});

function opensslEcdh(name: string, d: Uint8Array): ECDH {
  const ecdh = createECDH(opensslName(name));
  ecdh.setPrivateKey(d);
  return ecdh;
}

/** RFC 5915 ECPrivateKey. */
function ecPrivateDer(oid: Uint8Array, d: Uint8Array, Q: Uint8Array): Buffer {
  const tlv = (tag: number, ...values: Uint8Array[]) => {
    const value = concat(...values);
    const length =
      value.length < 0x80 ? [value.length] : value.length < 0x100 ? [0x81, value.length] : [0x82, value.length >> 8, value.length & 0xff];
    return concat(Uint8Array.of(tag, ...length), value);
  };
  return Buffer.from(tlv(0x30, tlv(0x02, Uint8Array.of(1)), tlv(0x04, d), tlv(0xa0, oid), tlv(0xa1, tlv(0x03, Uint8Array.of(0), Q))));
}
