import { md5 } from '@noble/hashes/legacy.js';
import { concat, unmovedBytes, unmovedCopy } from '../../shared/bytes.ts';
import { md5Chain } from './md5-chain.ts';

/** Rounds for each of the three digests (sc-hsm-tool and the Smart Card Shell). */
const ROUNDS_PER_DIGEST = 10_000_000;
const DIGEST = 16;
const SALT = 8;
/** Far above what anybody types; bounds what a damaged message can ask for. */
const MAX_PASSWORD = 1024;

/** Key 32 bytes, IV 16 bytes, of AES-256-CBC. */
export interface PbeKeyBytes {
  readonly key: Uint8Array;
  readonly iv: Uint8Array;
}

/**
 * The key of a DKEK share file, made in slices so that it can be watched and stopped: OpenSSL's EVP_BytesToKey with
 * MD5 and a count of 10,000,000 (protocol reference 4.1). D1 = MD5^N(password | salt), then D2 and D3 the same with
 * the digest before in front; key = D1 | D2, IV = D3.
 */
export class PbeKeyDerivation {
  readonly #seed: Uint8Array;
  readonly #count: number;
  readonly #digests: Uint8Array[] = [];
  readonly #state = new Int32Array(4);
  /** Rounds still to do for the digest in work. */
  #left = 0;

  /** `password` has 1 to 1024 bytes, `salt` 8; both are copied. Throws RangeError otherwise. `count` differs from the default in tests only. */
  constructor(password: Uint8Array, salt: Uint8Array, count = ROUNDS_PER_DIGEST) {
    if (password.length < 1 || password.length > MAX_PASSWORD) {
      throw new RangeError(`password: expected 1 to ${MAX_PASSWORD} bytes, got ${password.length}`);
    }
    if (salt.length !== SALT) throw new RangeError(`salt: expected ${SALT} bytes, got ${salt.length}`);
    this.#seed = concat(password, salt);
    this.#count = count;
    this.#begin();
  }

  get done(): boolean {
    return this.#digests.length === 3;
  }

  /** Share of the work that is done, 0 to 1. */
  get fraction(): number {
    if (this.done) return 1;
    return (this.#digests.length + 1 - this.#left / this.#count) / 3;
  }

  /** Does up to `rounds` rounds and says whether all is done. About 14,000 rounds take a millisecond. */
  step(rounds: number): boolean {
    for (let rest = rounds; rest > 0 && !this.done; ) {
      const now = Math.min(rest, this.#left);
      md5Chain(this.#state, now);
      this.#left -= now;
      rest -= now;
      if (this.#left === 0) this.#finishDigest();
    }
    return this.done;
  }

  /** A copy of key and IV: wipe both. Throws before all is done. */
  result(): PbeKeyBytes {
    const [first, second, third] = this.#digests;
    if (!first || !second || !third) throw new Error('the key derivation is not done');
    return { key: concat(first, second), iv: unmovedCopy(third) };
  }

  /** Overwrites the password and everything made of it. It cannot be used afterwards. */
  wipe(): void {
    this.#seed.fill(0);
    this.#state.fill(0);
    for (const digest of this.#digests) digest.fill(0);
    this.#digests.length = 0;
    this.#left = 0;
  }

  /** The first round of a digest: the only one over more than a digest, hence by a general MD5. */
  #begin(): void {
    const message = concat(this.#digests.at(-1) ?? new Uint8Array(0), this.#seed);
    const digest = md5(message);
    const words = new DataView(digest.buffer, digest.byteOffset);
    for (let i = 0; i < 4; i++) this.#state[i] = words.getInt32(4 * i, true);
    message.fill(0);
    digest.fill(0);
    this.#left = this.#count - 1;
    if (this.#left === 0) this.#finishDigest();
  }

  #finishDigest(): void {
    const digest = unmovedBytes(DIGEST);
    const words = new DataView(digest.buffer);
    for (let i = 0; i < 4; i++) words.setInt32(4 * i, this.#state[i] as number, true);
    this.#digests.push(digest);
    if (!this.done) this.#begin();
  }
}
