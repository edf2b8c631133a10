import { randomBytes } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Secret } from '../../../electron/crypto/secret.ts';
import { unmovedBytes } from '../../../shared/bytes.ts';

const MASK = 0x5a;
const CHUNK = 1 << 20;
/** Longer than any needle, so that none is missed where two chunks meet. */
const OVERLAP = 256;

/** A secret that can be looked for without standing in memory itself. */
export type Needle = Buffer;

export function masked(secret: Uint8Array): Needle {
  const needle = Buffer.alloc(secret.length);
  for (const [at, byte] of secret.entries()) needle[at] = byte ^ MASK;
  return needle;
}

/** The secret that a needle stands for; the caller wipes it. */
export function unmasked(needle: Needle): Secret {
  const bytes = unmovedBytes(needle.length);
  for (const [at, byte] of needle.entries()) bytes[at] = byte ^ MASK;
  return new Secret(bytes);
}

/** A random needle of so many characters; the secret itself has never stood in memory. */
export function randomNeedle(length: number, alphabet: string): Needle {
  const random = randomBytes(length);
  const needle = Buffer.alloc(length);
  for (const [at, byte] of random.entries()) needle[at] = alphabet.charCodeAt(byte % alphabet.length) ^ MASK;
  return needle;
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as (options: { readonly type: 'minor' }) => void;

/** Has the garbage collector move what is small and young, as it does after every few megabytes; the old places are not cleared. */
export function stirMemory(): void {
  for (let round = 0; round < 2; round++) collect({ type: 'minor' });
}

/** How often each secret stands anywhere in the writable memory of this process (Linux); only those that were found. */
export function foundInMemory(needles: Readonly<Record<string, Needle>>): Record<string, number> {
  const found: Record<string, number> = {};
  const memory = openSync('/proc/self/mem', 'r');
  // A mapping of its own, as long as a chunk: inside a larger one, the read would come upon what it has itself just copied there.
  const chunk = Buffer.from(new WebAssembly.Memory({ initial: CHUNK / 65_536, maximum: CHUNK / 65_536 }).buffer);
  try {
    for (const [start, end] of writableRanges()) {
      for (let at = start; at < end; at += CHUNK - OVERLAP) {
        const length = readChunk(memory, chunk, at, Math.min(CHUNK, end - at));
        const view = chunk.subarray(0, length);
        // from here on only what was masked before looks like a secret
        for (let i = 0; i < length; i++) view[i] = (view[i] as number) ^ MASK;
        for (const [name, needle] of Object.entries(needles)) {
          const count = occurrences(view, needle);
          if (count > 0) found[name] = (found[name] ?? 0) + count;
        }
        view.fill(0);
      }
    }
    return found;
  } finally {
    closeSync(memory);
  }
}

function writableRanges(): [number, number][] {
  const lines = readFileSync('/proc/self/maps', 'latin1').matchAll(/^([0-9a-f]+)-([0-9a-f]+) rw/gm);
  return [...lines].map(([, start = '', end = '']) => [Number.parseInt(start, 16), Number.parseInt(end, 16)]);
}

/** A range that has gone meanwhile, or cannot be read, has nothing. */
function readChunk(memory: number, chunk: Buffer, at: number, length: number): number {
  try {
    return readSync(memory, chunk, 0, length, at);
  } catch {
    return 0;
  }
}

function occurrences(view: Buffer, needle: Needle): number {
  let count = 0;
  for (let at = view.indexOf(needle); at >= 0; at = view.indexOf(needle, at + 1)) count++;
  return count;
}
