import { hex, utf8 } from '../../../shared/bytes.ts';
import type { Entry, Facts } from '../../../shared/models/transcript.ts';
import { readPublicKeyInfo } from '../../codec/public-key-info.ts';
import { verifySignature } from '../../crypto/verify-signature.ts';
import { verifyingKey } from '../certificates/public-key.ts';
import { hashOfEntry } from '../transcript/chain.ts';

export const algorithmWords = { RSA: 'RSA PKCS#1 v1.5 with SHA-256', EC: 'ECDSA with SHA-256' } as const;

/** What a key signs: `conclave transcript head 9f86…`, in ASCII. */
export const signedMessage = (head: string): Uint8Array => utf8.encode(`conclave transcript head ${head}`);

/** Whether the signature in these facts is that of the public key in them over the head in them. */
export function isSignatureOfHead(facts: Facts): boolean {
  try {
    const [head, publicKey, signature] = ['head', 'publicKey', 'signature'].map((name) => String(facts[name])) as [string, string, string];
    const info = readPublicKeyInfo(hex.decode(publicKey));
    const key = info && verifyingKey(info);
    if (!key || facts['algorithm'] !== algorithmWords[key.kind]) return false;
    const scheme = { kind: key.kind === 'RSA' ? 'RSA-PKCS1' : 'ECDSA', hash: 'sha256' } as const;
    return verifySignature(scheme, key, signedMessage(head), hex.decode(signature));
  } catch {
    return false;
  }
}

/** Why a `signature` entry of this whole transcript proves nothing, in words; undefined where it holds. */
export function faultOfSignature(entries: readonly Entry[], { n, facts }: Entry): string | undefined {
  const signed = entries.find((entry) => entry.n === facts['entries']);
  if (!signed || signed.n >= n) return 'it names no entry before it';
  if (hashOfEntry(signed) !== facts['head']) return `it is not over the hash of entry ${signed.n}`;
  return isSignatureOfHead(facts) ? undefined : 'the signature does not fit key and head';
}
