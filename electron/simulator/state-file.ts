import { open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { curveNames } from '../../shared/algorithms.ts';
import { hex } from '../../shared/bytes.ts';
import type { CardState } from './state.ts';

/** The state of a simulated device in one JSON file: readable for people, never half-written. */

const warning = 'SIMULATOR state: a practice device. Its PINs, DKEK and keys stand here in clear, on purpose. Never put real keys into it.';

const bytes = z.codec(
  z.string().regex(/^(?:[0-9A-F]{2})*$/, 'expected hex'),
  z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  {
    decode: (text) => hex.decode(text),
    encode: (value) => hex.encode(value),
  },
);

/** Numbers as keys of an object, in hex of fixed width, as people know file identifiers and key references. */
function mapOf<Value extends z.ZodType>(digits: number, value: Value) {
  const name = z.string().regex(new RegExp(`^[0-9A-F]{${digits}}$`), `expected ${digits} hex digits`);
  type Entry = z.output<Value>;
  return z.codec(
    z.record(name, value),
    z.custom<Map<number, Entry>>((map) => map instanceof Map),
    {
      decode: (entries) =>
        new Map(Object.entries(entries).map(([key, entry]): [number, Entry] => [Number.parseInt(key, 16), entry as Entry])),
      encode: (map) => {
        const ascending = [...map].sort(([a], [b]) => a - b);
        return Object.fromEntries(
          ascending.map(([key, entry]) => [key.toString(16).toUpperCase().padStart(digits, '0'), entry]),
        ) as z.output<z.ZodRecord<typeof name, Value>>;
      },
    },
  );
}

const count = z.int().min(0);
const pin = z.strictObject({ value: bytes, tries: count.max(15), triesLeft: count.max(15) });
const keyDomain = z.strictObject({ shares: count.max(255), sharesMissing: count.max(255), dkek: bytes });
const pka = z.strictObject({
  total: count.max(90),
  required: count.max(90),
  keys: z.array(z.strictObject({ holder: z.string().max(20), curve: z.enum(curveNames), Q: bytes })).max(90),
});
const material = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('AES'), key: bytes }),
  z.strictObject({ type: z.literal('EC'), curve: z.enum(curveNames), d: bytes }),
  z.strictObject({
    type: z.literal('RSA'),
    bits: count,
    n: bytes,
    e: bytes,
    d: bytes,
    p: bytes,
    q: bytes,
    dP: bytes,
    dQ: bytes,
    qInv: bytes,
  }),
]);

const stateFile = z.strictObject({
  format: z.literal('smartcard-hsm-simulator-state'),
  version: z.literal(1),
  warning: z.string(),
  state: z.strictObject({
    serial: z.string().min(3).max(15),
    deviceKey: bytes,
    certificates: bytes,
    memoryLimit: count,
    setup: z
      .strictObject({
        options: count.max(0xffff),
        userPin: pin,
        soPin: pin,
        transportPin: z.boolean(),
        domainCount: count.max(255).optional(),
        keyDomains: mapOf(2, keyDomain),
        pka: pka.optional(),
      })
      .optional(),
    files: mapOf(4, bytes),
    keys: mapOf(2, z.strictObject({ material, algorithms: bytes.optional(), usesLeft: count.optional(), keyDomain: count.max(255) })),
  }),
});

export function encodeState(state: CardState): string {
  const file = z.encode(stateFile, { format: 'smartcard-hsm-simulator-state', version: 1, warning, state });
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** Throws SyntaxError that says what is wrong, without quoting the content. */
export function decodeState(text: string): CardState {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new SyntaxError('not the state of a simulated device: not JSON');
  }
  const parsed = z.safeDecode(stateFile, json as z.input<typeof stateFile>);
  if (parsed.success) return parsed.data.state;
  const issue = parsed.error.issues[0];
  throw new SyntaxError(
    `not the state of a simulated device: ${issue?.path.join('.') || 'the whole file'}: ${issue?.message ?? 'malformed'}`,
  );
}

/** Text of the state file; undefined where there is none yet. */
export async function readStateFile(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Replaces the file as a whole: after a crash or power cut there is the old state or the new one. Throws the error of the file system. */
export async function writeStateFile(path: string, text: string): Promise<void> {
  const temporary = `${path}.new`;
  try {
    const file = await open(temporary, 'w', 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

/** So that the new name survives a power cut too; not every file system and platform can. */
async function syncFolder(path: string): Promise<void> {
  try {
    const folder = await open(path, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  } catch {
    // the content is safe; only the moment at which the new name is durable is not known
  }
}
