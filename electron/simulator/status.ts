/** Status words of this card; where the sources disagree, the choice and its reason stand beside the word (protocol reference 12). */
export const sw = {
  ok: 0x9000,
  /** Data returned, but the file ended before Le: saves OpenSC another read. */
  endOfFile: 0x6282,
  /** Public keys have to authenticate first. No known one: `sc-hsm-tool` then says "Public key authentication active" (protocol reference 1.7). */
  keysFirst: 0x6285,
  /** Memory failure: the state could not be saved. */
  memoryFailure: 0x6581,
  wrongLength: 0x6700,
  notAuthenticated: 0x6982,
  blocked: 0x6983,
  /** Transport PIN not changed yet, or the use counter of a key is exhausted. */
  notUsable: 0x6984,
  /** Too many shares, DKEK incomplete, reset of the user PIN not allowed, deletion of the device key. */
  conditionsNotSatisfied: 0x6985,
  noCurrentFile: 0x6986,
  /** Bad data: padding, blob of another DKEK, PIN that breaks the retry rule. */
  badData: 0x6a80,
  /** The key's algorithm list does not name this algorithm, or its type cannot perform it. */
  notSupported: 0x6a81,
  fileNotFound: 0x6a82,
  full: 0x6a84,
  badParameters: 0x6a86,
  /** No such key, PIN or key domain; PINs of a device that was never initialized. */
  notFound: 0x6a88,
  alreadyExists: 0x6a89,
  badOffset: 0x6b00,
  /** Also: no DKEK configured, which keeps `sc-hsm-tool` silent and makes it say "Card not initialized for key wrap". */
  insNotSupported: 0x6d00,
  claNotSupported: 0x6e00,
  unexplained: 0x6f00,
} as const;

/** 63Cx: x tries left, at most 15 in one hex digit. */
export function triesLeftWord(tries: number): number {
  return 0x63c0 | Math.min(tries, 15);
}

/** Ends the command with this status word; what the command had changed until then stays changed. */
export class Refused extends Error {
  readonly sw: number;
  constructor(word: number, options?: ErrorOptions) {
    super(`status word ${word.toString(16).toUpperCase().padStart(4, '0')}`, options);
    this.name = 'Refused';
    this.sw = word;
  }
}

/** The answer to one command. */
export interface Answer {
  readonly data: Uint8Array;
  readonly sw: number;
}

const nothing = new Uint8Array(0);

export function answer(data: Uint8Array = nothing, word: number = sw.ok): Answer {
  return { data, sw: word };
}

/** Throws `Refused` unless the condition holds. */
export function demand(condition: boolean, word: number): asserts condition {
  if (!condition) throw new Refused(word);
}
