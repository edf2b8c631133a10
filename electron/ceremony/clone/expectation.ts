import { createHash } from 'node:crypto';
import { concat, equal, hex } from '../../../shared/bytes.ts';
import { refuse } from '../../../shared/failure.ts';
import type { KeyCheck } from '../../../shared/models/clone.ts';
import { type PublicKey, publicKeySha256, readKeyCertificate } from '../../card/public-keys.ts';
import { type KeyMaterial, readKeyBlob, readKeyMaterial } from '../../codec/key-blob.ts';
import { cmac, encryptCbc, zeroIv } from '../../crypto/aes.ts';
import { dkekKeys, open } from '../../crypto/dkek.ts';
import { hostRandom } from '../../crypto/random.ts';
import { publicKeyOf, wipeKeyMaterial } from '../import-key/key-material.ts';
import { isSignedBy, signatureAlgorithm } from './sign-with.ts';
import type { ProvableKey, TravellingKey, Witness } from './travelling-key.ts';

/** What a clone must do to be the key: fixed from the wrapped form before any target is touched. Nothing in it is secret. */
export type Expectation =
  | { readonly kind: 'signature'; readonly algorithm: number; readonly publicKey: PublicKey }
  | { readonly kind: 'decipher'; readonly publicKey: PublicKey & { kind: 'RSA' } }
  | { readonly kind: 'agree'; readonly publicKey: PublicKey & { kind: 'EC' } }
  | { readonly kind: 'encrypt' | 'cmac'; readonly input: Uint8Array; readonly output: Uint8Array }
  /** It may do nothing that shows its value: it is exported again and the two wrapped forms are opened and compared. */
  | { readonly kind: 'wrapped'; readonly digest: string };

/**
 * Opens the wrapped form with the DKEK (32 bytes, the caller wipes it), compares it with what the source computed, and says what each clone
 * must do. The opened key is wiped before this returns. Refusal wrapped-key-altered, clone-key-not-proven.
 */
export function makeProvable(key: TravellingKey, dkek: Uint8Array): ProvableKey {
  const material = openBlob(key.blob, dkek);
  try {
    const publicKey = publicKeyOf(material);
    if (!isWitnessed(key, material, publicKey)) refuse('clone-key-not-proven', { label: key.label });
    return {
      ...key,
      expectation: expectation(material, publicKey, readKeyBlob(key.blob).header.allowed),
      check: checkOf(material, publicKey),
    };
  } finally {
    wipeKeyMaterial(material);
  }
}

/** The key in a wrapped form; the caller wipes it. Refusal wrapped-key-altered where the MAC does not fit, wrapped-key-malformed. */
export function openBlob(blob: Uint8Array, dkek: Uint8Array): KeyMaterial {
  const keys = dkekKeys(dkek);
  let plaintext: Uint8Array | undefined;
  try {
    const { header, headerBytes, ciphertext, mac } = readKeyBlob(blob);
    plaintext = open(keys, headerBytes, ciphertext, mac);
    if (!plaintext) return refuse('wrapped-key-altered');
    return readKeyMaterial(plaintext, header.type);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return refuse('wrapped-key-malformed', { detail: error.message });
  } finally {
    plaintext?.fill(0);
    keys.enc.fill(0);
    keys.mac.fill(0);
  }
}

/** SHA-256 over all parts of a key: equal for two wrapped forms of one key. */
export function materialDigest(material: KeyMaterial): string {
  const hash = createHash('sha256');
  const parts = material.type === 'AES' ? [material.key] : material.type === 'EC' ? [material.p, material.d] : [material.n, material.e];
  for (const part of parts) hash.update(part);
  return hex.encode(hash.digest());
}

function checkOf(material: KeyMaterial, publicKey: PublicKey | undefined): KeyCheck {
  if (publicKey) return { kind: 'public-key', digits: publicKeySha256(publicKey) };
  if (material.type !== 'AES') throw new RangeError('a pair has a public key');
  return { kind: 'aes-cmac', digits: hex.encode(cmac(material.key, zeroIv).subarray(0, 8)) };
}

function isWitnessed({ witness, certificate }: TravellingKey, material: KeyMaterial, publicKey: PublicKey | undefined): boolean {
  const told = certificate && readKeyCertificate(certificate)?.publicKey;
  if (told && publicKey && publicKeySha256(told) !== publicKeySha256(publicKey)) return false;
  return !witness || agrees(witness, material, publicKey);
}

function agrees(witness: Witness, material: KeyMaterial, publicKey: PublicKey | undefined): boolean {
  if (witness.kind === 'signature') {
    // A curve that this app does not know cannot be judged here; the device will have the last word.
    if (!publicKey || (publicKey.kind === 'EC' && !publicKey.curve)) return true;
    return isSignedBy(publicKey, witness.algorithm, witness.message, witness.signature);
  }
  return material.type === 'AES' && equal(compute(witness.kind, material.key, witness.input), witness.output);
}

function expectation(material: KeyMaterial, publicKey: PublicKey | undefined, list: Uint8Array): Expectation {
  const may = (id: number) => list.length === 0 || list.includes(id);
  if (material.type === 'AES') {
    const input = hostRandom(16);
    const kind = may(0x10) ? 'encrypt' : may(0x18) ? 'cmac' : undefined;
    if (kind) return { kind, input, output: compute(kind, material.key, input) };
  } else if (publicKey?.kind === 'RSA') {
    const algorithm = signatureAlgorithm('RSA', list);
    if (algorithm !== undefined) return { kind: 'signature', algorithm, publicKey };
    if (may(0x21)) return { kind: 'decipher', publicKey };
  } else if (publicKey?.kind === 'EC' && publicKey.curve) {
    const algorithm = signatureAlgorithm('EC', list);
    if (algorithm !== undefined) return { kind: 'signature', algorithm, publicKey };
    if (may(0x80)) return { kind: 'agree', publicKey };
  }
  return { kind: 'wrapped', digest: materialDigest(material) };
}

function compute(kind: 'encrypt' | 'cmac', key: Uint8Array, input: Uint8Array): Uint8Array {
  return kind === 'encrypt' ? encryptCbc(key, zeroIv, input) : cmac(key, concat(input));
}
