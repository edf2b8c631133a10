import { demandKeysCanBeMade } from './dkek.ts';
import { demandMemory, keyCost } from './memory.ts';
import type { CardKey, PoweredCard } from './state.ts';
import { demand, sw } from './status.ts';

/** Permission to WRAP, in the algorithm list of a key (protocol reference 7.4). */
export const wrapAlgorithm = 0x92;

/** What an AES key without a list may do: everything but leave the device. */
const aesDefaults = [0x10, 0x11, 0x18, 0x99];

const longestAlgorithmList = 16;

/** What the GENERATE commands say about a key besides its material: tags 90, 91 and 92. */
export interface KeyTerms {
  readonly algorithms?: Uint8Array | undefined;
  readonly usesLeft?: number | undefined;
  readonly keyDomain: number;
}

/** Refuses with 6982 without login, with 6A88 where no key has this reference. */
export function keyToUse(card: PoweredCard, reference: number): CardKey {
  demand(card.session.userVerified, sw.notAuthenticated);
  const key = card.state.keys.get(reference);
  demand(key !== undefined, sw.notFound);
  return key;
}

/** Refuses with 6A81 unless the key's list, or the default where it has none, names this algorithm. */
export function demandAllowed({ algorithms, material }: CardKey, algorithm: number): void {
  if (algorithms !== undefined) demand(algorithms.includes(algorithm), sw.notSupported);
  else if (material.type === 'AES') demand(aesDefaults.includes(algorithm), sw.notSupported);
}

/** Takes one use off the counter of a key that has one; 6984 when none is left. Call it when the command is known to be sound. */
export function countUse(key: CardKey): void {
  if (key.usesLeft === undefined) return;
  demand(key.usesLeft > 0, sw.notUsable);
  key.usesLeft--;
}

/** Before a key is made or imported: login (6982), a reference 1..255 (6A86) that is free (6A89), a complete DKEK (6985). */
export function demandPlaceForKey(card: PoweredCard, reference: number, keyDomain: number): void {
  demand(card.session.userVerified, sw.notAuthenticated);
  demand(reference !== 0, sw.badParameters);
  demandKeysCanBeMade(card, keyDomain);
  demand(!card.state.keys.has(reference), sw.alreadyExists);
}

/** Puts a key into its place; 6A84 where it does not fit. */
export function storeKey(card: PoweredCard, reference: number, key: CardKey): void {
  demandMemory(card.state, keyCost(key));
  card.state.keys.set(reference, key);
}

/** Tags 90 (4 bytes), 91 (1..16 bytes) and 92 (1 byte), each optional; 6A80 for other lengths. */
export function readKeyTerms(find: (tag: number) => Uint8Array | undefined): KeyTerms {
  const [uses, algorithms, domain] = [find(0x90), find(0x91), find(0x92)];
  demand(uses === undefined || uses.length === 4, sw.badData);
  demand(algorithms === undefined || (algorithms.length >= 1 && algorithms.length <= longestAlgorithmList), sw.badData);
  demand(domain === undefined || domain.length === 1, sw.badData);
  return {
    algorithms: algorithms?.slice(),
    usesLeft: uses?.reduce((value, byte) => value * 0x100 + byte, 0),
    keyDomain: domain?.[0] ?? 0,
  };
}
