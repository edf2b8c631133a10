import { createHash } from 'node:crypto';
import { cmac, decryptCbc, encryptCbc, zeroIv } from '../crypto/aes.ts';
import { countUse, demandAllowed, keyToUse } from './keys.ts';
import type { CardCommand } from './parse-command.ts';
import type { PoweredCard } from './state.ts';
import { type Answer, answer, demand, sw } from './status.ts';

type Operation = (key: Uint8Array, data: Uint8Array) => Uint8Array;

/** By algorithm of `80 78` (protocol reference 7.4). */
const inBlocks = new Map<number, Operation>([
  [0x10, (key, data) => encryptCbc(key, zeroIv, data)],
  [0x11, (key, data) => decryptCbc(key, zeroIv, data)],
]);
const ofAnyLength = new Map<number, Operation>([
  [0x18, cmac],
  [0x99, deriveKey],
]);

/** `80 78 <key reference> <algorithm> <data> Le`: AES-CBC with IV zero and without padding, CMAC, derivation (protocol reference 8.3, 8.4). */
export function cipher(card: PoweredCard, { p1, p2, data }: CardCommand): Answer {
  const key = keyToUse(card, p1);
  const operation = inBlocks.get(p2) ?? ofAnyLength.get(p2);
  demand(key.material.type === 'AES' && operation !== undefined, sw.notSupported);
  demandAllowed(key, p2);
  demand(!inBlocks.has(p2) || (data.length > 0 && data.length % 16 === 0), sw.wrongLength);
  countUse(key);
  return answer(operation(key.material.key, data));
}

/**
 * One-step derivation of SP 800-56C with SHA-256: 32 bytes. The vendor names the standard but not the variant, and no
 * vector of a genuine device is known: what a real one answers may differ.
 */
function deriveKey(secret: Uint8Array, label: Uint8Array): Uint8Array {
  return Uint8Array.from(
    createHash('sha256')
      .update(Uint8Array.of(0, 0, 0, 1))
      .update(secret)
      .update(label)
      .digest(),
  );
}
