import { Refusal } from '../../shared/failure.ts';

/** How an input is taken apart for mutation. `tlv` and `json` fall back to bytes where it is not that. `lines`: JSON in lines. */
export type Form = 'bytes' | 'tlv' | 'json' | 'lines' | 'text';

/** One parser and what it promises. */
export interface Target {
  readonly name: string;
  readonly form: Form;
  /** Inputs from which the fuzzer starts, the same ones in every run. */
  readonly seeds: () => readonly Uint8Array[];
  /**
   * Reads an input. Refuses with what `refuses` knows; anything else that it throws is a failure. Where the parser has a counterpart it
   * also writes what it has read and reads it again.
   */
  readonly parse: (input: Uint8Array) => unknown;
  /** Whether this is how the parser declares to refuse. By default a Refusal other than `unexpected`. */
  readonly refuses?: (error: unknown) => boolean;
  /** The parser's own bound, or 64 KiB. */
  readonly maxBytes?: number;
  /** Puts checks right that a mutation breaks, so that mutations reach what is behind them. */
  readonly repair?: (input: Uint8Array) => Uint8Array;
}

export const mostBytes = 65_536;

/** A promise of the parser that does not hold, though it threw nothing. */
export class BrokenPromise extends Error {
  constructor(what: string, options?: ErrorOptions) {
    super(what, options);
    this.name = 'BrokenPromise';
  }
}

export const isRefusal = (error: unknown): boolean => error instanceof Refusal && error.failure.code !== 'unexpected';

/** For codecs: malformed input is a SyntaxError, which the callers put into words, or a Refusal. */
export const isMalformed = (error: unknown): boolean => error instanceof SyntaxError || isRefusal(error);

/** What was accepted is written and read once more, and gives the same. */
export function assertSame<T>(accepted: T, write: (value: T) => Uint8Array, read: (bytes: Uint8Array) => T): void {
  let again: T;
  try {
    again = read(write(accepted));
  } catch (error) {
    throw new BrokenPromise(`what it accepted cannot be written and read again: ${String(error)}`, { cause: error });
  }
  if (textOf(again) !== textOf(accepted)) throw new BrokenPromise('written and read again, it is something else');
}

/** A value as text, bytes in hexadecimal, for comparison. */
export function textOf(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => {
    if (each instanceof Uint8Array) return Buffer.from(each).toString('hex');
    if (each instanceof Map) return [...each];
    return typeof each === 'bigint' ? each.toString(16) : each;
  });
}

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
export const textIn = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
export const jsonBytes = (value: unknown): Uint8Array => bytesOf(JSON.stringify(value));
