import { concat } from '../../../shared/bytes.ts';
import type { Random } from './random.ts';

/** What a mutation may draw on. */
export interface Material {
  readonly random: Random;
  readonly maxBytes: number;
  /** Another input that was worth keeping. */
  readonly other: Uint8Array;
  /** Pairs: what the parser would have liked to see, and what it saw instead. */
  readonly wanted: readonly (string | number)[];
}

export type Mutation = (input: Uint8Array, material: Material) => Uint8Array;

const tellingBytes = [0x00, 0x01, 0x7f, 0x80, 0x81, 0x82, 0x83, 0x84, 0xff, 0x0a, 0x20, 0x22, 0x30];

function splice(input: Uint8Array, at: number, remove: number, put: Uint8Array): Uint8Array {
  return concat(input.subarray(0, at), put, input.subarray(at + remove));
}

const flip: Mutation = (input, { random }) => {
  const flipped = input.slice();
  const at = random.below(input.length);
  if (input.length > 0) flipped[at] = (flipped[at] as number) ^ (1 << random.below(8));
  return flipped;
};

const set: Mutation = (input, { random }) => {
  const changed = input.slice();
  if (input.length > 0) changed[random.below(input.length)] = random.chance(2) ? random.of(tellingBytes) : random.below(256);
  return changed;
};

const add: Mutation = (input, { random }) => {
  const changed = input.slice();
  const at = random.below(input.length);
  if (input.length > 0) changed[at] = (changed[at] as number) + random.of([1, -1, 2, -2, 16, 128]);
  return changed;
};

const truncate: Mutation = (input, { random }) => input.slice(0, random.below(input.length));

const remove: Mutation = (input, { random }) => {
  const at = random.below(input.length);
  return splice(input, at, random.length(input.length - at || 1), new Uint8Array(0));
};

const insert: Mutation = (input, { random }) => {
  const put = Uint8Array.from({ length: random.length(16) }, () => (random.chance(2) ? random.of(tellingBytes) : random.below(256)));
  return splice(input, random.below(input.length + 1), 0, put);
};

const copyWithin: Mutation = (input, { random }) => {
  const from = random.below(input.length);
  const piece = input.slice(from, from + random.length(input.length));
  return splice(input, random.below(input.length + 1), random.chance(2) ? piece.length : 0, piece);
};

/** A piece as often as fits: what grows faster than its input shows here. */
const repeat: Mutation = (input, { random, maxBytes }) => {
  const from = random.below(input.length);
  const piece = input.slice(from, from + random.length(Math.min(input.length, 64)));
  const room = maxBytes - input.length;
  const times = Math.min(Math.floor(room / Math.max(1, piece.length)), random.chance(12) ? maxBytes : random.length(64));
  if (times < 1 || piece.length === 0) return input;
  const many = new Uint8Array(times * piece.length);
  for (let at = 0; at < many.length; at += piece.length) many.set(piece, at);
  return splice(input, from, 0, many);
};

const cross: Mutation = (input, { random, other }) => {
  const cut = random.below(input.length + 1);
  const from = random.below(other.length + 1);
  if (random.chance(2)) return concat(input.subarray(0, cut), other.subarray(from));
  const piece = other.subarray(from, from + random.length(other.length));
  return splice(input, cut, random.chance(2) ? piece.length : 0, piece);
};

/** Two bytes that say a length which is not the true one. */
const lie: Mutation = (input, { random }) => {
  if (input.length < 2) return input;
  const changed = input.slice();
  const at = random.below(input.length - 1);
  const value = random.of([0, 1, 0x7fff, 0x8000, 0xffff, input.length, input.length + 1, Math.max(0, input.length - at - 1)]);
  changed.set([(value >> 8) & 0xff, value & 0xff], at);
  return changed;
};

/** Puts what was looked for where something else was found, or anywhere. */
const satisfy: Mutation = (input, { random, wanted }) => {
  if (wanted.length < 2) return input;
  const pair = 2 * random.below(wanted.length >> 1);
  const [want, saw] = [encodings(wanted[pair] as string | number), encodings(wanted[pair + 1] as string | number)];
  const width = random.below(want.length);
  const [put, found] = [want[width] as Uint8Array, saw[width]];
  const at = found && found.length > 0 ? Buffer.from(input.buffer, input.byteOffset, input.length).indexOf(found) : -1;
  if (at >= 0) return splice(input, at, found?.length ?? 0, put);
  return splice(input, random.below(input.length + 1), random.chance(2) ? put.length : 0, put);
};

function encodings(value: string | number): Uint8Array[] {
  if (typeof value === 'string') return [new TextEncoder().encode(value.slice(0, 200))];
  const whole = Math.abs(Math.trunc(value)) % 2 ** 32;
  const bytes = [24, 16, 8, 0].map((shift) => Math.floor(whole / 2 ** shift) & 0xff);
  const first = Math.min(
    3,
    Math.max(
      0,
      bytes.findIndex((byte) => byte !== 0),
    ),
  );
  return [Uint8Array.from(bytes.slice(whole === 0 ? 3 : first)), Uint8Array.from(bytes.slice(2)), new TextEncoder().encode(String(value))];
}

export const byteMutations: readonly Mutation[] = [
  flip,
  set,
  add,
  truncate,
  remove,
  insert,
  copyWithin,
  repeat,
  cross,
  lie,
  satisfy,
  satisfy,
];
