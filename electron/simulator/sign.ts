import { curve, signatureToDer } from '../crypto/curves.ts';
import { type Digest, digests, hash, recognizeHash } from './digests.ts';
import { countUse, demandAllowed, keyToUse } from './keys.ts';
import type { CardCommand } from './parse-command.ts';
import { privateOperation, type RsaMaterial, rawBlock } from './rsa-key.ts';
import { pkcs1Block, pssBlock } from './rsa-padding.ts';
import type { Material, PoweredCard } from './state.ts';
import { type Answer, answer, demand, sw } from './status.ts';

// algorithms of `80 68` (protocol reference 7.4): the high digit tells the scheme; a low digit 1..5 tells the hash the card
// computes over the message, 0 that the host gives the hash
const rsaRaw = 0x20;
const rsaPkcs1 = 0x30;
const rsaPss = 0x40;
const ecdsa = 0x70;

/** Checks the data and gives what remains to be done with it. */
type Preparation = (data: Uint8Array) => () => Uint8Array;

/** `80 68 <key reference> <algorithm> <data> Le`: RSA gives modulus length, ECDSA the DER of r and s (protocol reference 8.1). */
export function sign(card: PoweredCard, { p1, p2, data }: CardCommand): Answer {
  const key = keyToUse(card, p1);
  const prepare = preparation(key.material, p2);
  demand(prepare !== undefined, sw.notSupported);
  demandAllowed(key, p2);
  demand(data.length > 0, sw.wrongLength);
  const perform = prepare(data);
  countUse(key);
  return answer(perform());
}

/** undefined where this kind of key cannot do this algorithm. */
function preparation(material: Material, algorithm: number): Preparation | undefined {
  const scheme = algorithm & 0xf0;
  const digest = digests[(algorithm & 0x0f) - 1];
  if (digest === undefined && (algorithm & 0x0f) !== 0) return undefined;
  if (material.type === 'EC') return scheme === ecdsa ? (data) => prepareEcdsa(material, digest, data) : undefined;
  if (material.type === 'AES') return undefined;
  if (algorithm === rsaRaw) return (data) => prepareRsa(material, rawBlock(material, data));
  if (scheme === rsaPkcs1) return (data) => prepareRsa(material, pkcs1Block(digestInfo(digest, data), material.n.length));
  if (scheme === rsaPss) return (data) => prepareRsa(material, pssInput(material, digest, data));
  return undefined;
}

function prepareEcdsa({ curve: name, d }: Material & { type: 'EC' }, digest: Digest | undefined, data: Uint8Array): () => Uint8Array {
  demand(digest !== undefined || data.length <= curve(name).bytes, sw.wrongLength);
  const value = digest === undefined ? data : hash(digest, data);
  return () => signatureToDer(curve(name).sign(d, value));
}

function prepareRsa(material: RsaMaterial, block: Uint8Array): () => Uint8Array {
  return () => privateOperation(material, block);
}

function digestInfo(digest: Digest | undefined, data: Uint8Array): Uint8Array {
  return digest === undefined ? data : Uint8Array.of(...digest.prefix, ...hash(digest, data));
}

function pssInput(material: RsaMaterial, digest: Digest | undefined, data: Uint8Array): Uint8Array {
  if (digest !== undefined) return pssBlock(digest, hash(digest, data), material.bits);
  const given = recognizeHash(data);
  demand(given !== undefined, sw.badData);
  return pssBlock(given.digest, given.value, material.bits);
}
