import { createHash } from 'node:crypto';
import { concat, equal, hex } from '../../shared/bytes.ts';

/** Hashes the card computes, and the prefix that makes a hash a DigestInfo (RFC 8017 9.2 note 1). */
export interface Digest {
  readonly name: 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512';
  readonly length: number;
  readonly prefix: Uint8Array;
}

const sha1: Digest = { name: 'sha1', length: 20, prefix: hex.decode('3021300906052B0E03021A05000414') };
const sha224: Digest = { name: 'sha224', length: 28, prefix: hex.decode('302D300D06096086480165030402040500041C') };
export const sha256: Digest = { name: 'sha256', length: 32, prefix: hex.decode('3031300D060960864801650304020105000420') };
const sha384: Digest = { name: 'sha384', length: 48, prefix: hex.decode('3041300D060960864801650304020205000430') };
const sha512: Digest = { name: 'sha512', length: 64, prefix: hex.decode('3051300D060960864801650304020305000440') };

/** In the order in which the algorithm identifiers 31..35, 41..45 and 71..75 count them. */
export const digests: readonly Digest[] = [sha1, sha224, sha256, sha384, sha512];

export function hash(digest: Digest, ...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(
    createHash(digest.name)
      .update(concat(...parts))
      .digest(),
  );
}

/**
 * A bare hash told apart by its length. OpenSC 0.23 sends a whole DigestInfo where the card expects the hash for PSS
 * (protocol reference 8.1): its prefix is taken off. undefined: neither.
 */
export function recognizeHash(bytes: Uint8Array): { readonly digest: Digest; readonly value: Uint8Array } | undefined {
  for (const digest of digests) {
    const { length, prefix } = digest;
    if (bytes.length === length) return { digest, value: bytes };
    if (bytes.length === prefix.length + length && equal(bytes.subarray(0, prefix.length), prefix))
      return { digest, value: bytes.subarray(prefix.length) };
  }
  return undefined;
}
