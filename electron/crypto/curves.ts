import { type ECDSA, ecdsa, weierstrass } from '@noble/curves/abstract/weierstrass.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { type CurveName, curveNames } from '../../shared/algorithms.ts';
import { hex } from '../../shared/bytes.ts';
import { type CurveParameters, curveParameters } from './curve-parameters.ts';
import { decodeIntegers, encodeIntegers, minimal, toWidth } from './der.ts';
import { hostRandom } from './random.ts';

/**
 * Elliptic curves of the SmartCard-HSM. BoringSSL (Electron's node:crypto) lacks most of them, so none of this
 * uses node:crypto for the arithmetic. Points are uncompressed (04 x y, 1 + 2 * bytes), scalars have `bytes`
 * bytes, signatures are r || s with `bytes` bytes each.
 */
export interface Curve {
  readonly name: CurveName;
  /** Size of the field in bits: 521 for secp521r1. */
  readonly bits: number;
  /** Width of a coordinate, and of a scalar: field and order have the same width on all of these curves. */
  readonly bytes: number;
  readonly p: Uint8Array;
  readonly a: Uint8Array;
  readonly b: Uint8Array;
  readonly G: Uint8Array;
  readonly n: Uint8Array;
  /** Cofactor: one byte, 01. */
  readonly h: Uint8Array;
  /** ASN.1 OBJECT IDENTIFIER with tag and length, the form of CKA_EC_PARAMS. */
  readonly oid: Uint8Array;
  /** A new key pair from the host's CSPRNG. Wipe `d` after use. */
  generate(): { d: Uint8Array; Q: Uint8Array };
  /** The public point of a private scalar. Throws RangeError unless 0 < d < n. */
  publicPoint(d: Uint8Array): Uint8Array;
  /** ECDSA over a digest of any length: its leftmost bits are used where it is longer than the order (FIPS 186-4 6.4). */
  sign(d: Uint8Array, digest: Uint8Array): Uint8Array;
  /** False also for a malformed signature or point. */
  verify(Q: Uint8Array, digest: Uint8Array, rs: Uint8Array): boolean;
  /** The whole shared point d * Q (its x is the ECDH secret). Throws RangeError for a scalar out of range or a point off the curve. Wipe it after use. */
  ecdh(d: Uint8Array, Q: Uint8Array): Uint8Array;
}

const made = new Map<CurveName, Curve>();

/** The curve of that name, made once. */
export function curve(name: CurveName): Curve {
  let found = made.get(name);
  if (!found) {
    found = new NobleCurve(name, curveParameters[name]);
    made.set(name, found);
  }
  return found;
}

/** The curve over the field of this prime (leading zeros are ignored): it alone tells the curves of the card apart, while `a` comes in several spellings. */
export function curveByPrime(p: Uint8Array): Curve | undefined {
  const digits = hex.encode(minimal(p));
  const name = curveNames.find((candidate) => curveParameters[candidate].p.replace(/^(?:00)+/, '') === digits);
  return name && curve(name);
}

/** The curve with this OBJECT IDENTIFIER, tag and length included. */
export function curveByOid(oid: Uint8Array): Curve | undefined {
  const text = hex.encode(oid);
  const name = curveNames.find((candidate) => curveParameters[candidate].oid === text);
  return name && curve(name);
}

class NobleCurve implements Curve {
  readonly name: CurveName;
  readonly bits: number;
  readonly bytes: number;
  readonly p: Uint8Array;
  readonly a: Uint8Array;
  readonly b: Uint8Array;
  readonly G: Uint8Array;
  readonly n: Uint8Array;
  readonly h = Uint8Array.of(1);
  readonly oid: Uint8Array;
  #arithmetic: ECDSA | undefined;

  constructor(name: CurveName, parameters: CurveParameters) {
    this.name = name;
    this.bits = parameters.bits;
    this.bytes = Math.ceil(parameters.bits / 8);
    this.p = hex.decode(parameters.p);
    this.a = hex.decode(parameters.a);
    this.b = hex.decode(parameters.b);
    this.G = hex.decode(parameters.G);
    this.n = hex.decode(parameters.n);
    this.oid = hex.decode(parameters.oid);
  }

  generate(): { d: Uint8Array; Q: Uint8Array } {
    const d = this.#ecdsa().utils.randomSecretKey();
    return { d, Q: this.publicPoint(d) };
  }

  publicPoint(d: Uint8Array): Uint8Array {
    this.#assertScalar(d);
    return this.#ecdsa().getPublicKey(toWidth(d, this.bytes), false);
  }

  sign(d: Uint8Array, digest: Uint8Array): Uint8Array {
    this.#assertScalar(d);
    // RFC 6979 with fresh randomness mixed in (3.6): safe with a bad random source, and against fault injection
    return this.#ecdsa().sign(digest, toWidth(d, this.bytes), { prehash: false, lowS: false, extraEntropy: hostRandom(this.bytes) });
  }

  verify(Q: Uint8Array, digest: Uint8Array, rs: Uint8Array): boolean {
    if (rs.length !== 2 * this.bytes || Q.length !== this.G.length || Q[0] !== 0x04) return false;
    return this.#ecdsa().verify(rs, digest, Q, { prehash: false, lowS: false });
  }

  ecdh(d: Uint8Array, Q: Uint8Array): Uint8Array {
    this.#assertScalar(d);
    const malformed = `public point: not on ${this.name}`;
    if (Q.length !== this.G.length || Q[0] !== 0x04) throw new RangeError(malformed);
    try {
      return this.#ecdsa().getSharedSecret(toWidth(d, this.bytes), Q, false);
    } catch (cause) {
      throw new RangeError(malformed, { cause });
    }
  }

  #assertScalar(d: Uint8Array): void {
    const digits = minimal(d);
    if (digits.length > this.bytes || !this.#ecdsa().utils.isValidSecretKey(toWidth(digits, this.bytes))) {
      throw new RangeError(`private scalar: out of range for ${this.name}`);
    }
  }

  /** Made at the first operation, because it takes milliseconds and most sessions need one or two curves. */
  #ecdsa(): ECDSA {
    if (!this.#arithmetic) {
      const number = (bytes: Uint8Array) => BigInt(`0x${hex.encode(bytes)}`);
      // Electron 25 (Node 18) has no global crypto object in main, which noble would ask for randomness
      const randomBytes = (length = 32) => hostRandom(length);
      const Point = weierstrass(
        {
          p: number(this.p),
          n: number(this.n),
          h: 1n,
          a: number(this.a),
          b: number(this.b),
          Gx: number(this.G.subarray(1, 1 + this.bytes)),
          Gy: number(this.G.subarray(1 + this.bytes)),
        },
        { randomBytes },
      );
      this.#arithmetic = ecdsa(Point, sha512, { randomBytes, lowS: false });
    }
    return this.#arithmetic;
  }
}

/** r || s as the DER the card answers with: SEQUENCE of two INTEGERs. */
export function signatureToDer(rs: Uint8Array): Uint8Array {
  if (rs.length === 0 || rs.length % 2 !== 0) throw new RangeError(`signature: expected r || s of equal width, got ${rs.length} bytes`);
  return encodeIntegers([rs.subarray(0, rs.length / 2), rs.subarray(rs.length / 2)]);
}

/** DER as r || s with `bytes` bytes each. Throws SyntaxError when it is no such DER, RangeError when r or s is wider. */
export function signatureFromDer(der: Uint8Array, bytes: number): Uint8Array {
  const [r, s] = decodeIntegers(der, 2) as [Uint8Array, Uint8Array];
  const rs = new Uint8Array(2 * bytes);
  rs.set(toWidth(r, bytes));
  rs.set(toWidth(s, bytes), bytes);
  return rs;
}
