import { createHash } from 'node:crypto';
import { z } from 'zod';
import { utf8 } from '../../../shared/bytes.ts';
import { t } from '../../../shared/language/text.ts';
import { type Break, type Entry, entryKinds, type Fact, type Head } from '../../../shared/models/transcript.ts';

/*
 * A transcript is JSON Lines (one entry a line, LF at its end) in which each entry holds the SHA-256 of the line before it,
 * without the LF. Whoever knows the hash of the last line, the head, knows that no earlier byte was changed.
 */
export const noEntry = '0'.repeat(64);
/** Of one line, bytes. */
export const LONGEST_LINE = 65_536;

const fact: z.ZodType<Fact> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.array(fact).max(4096), z.record(z.string(), fact)]),
);
const entrySchema: z.ZodType<Entry> = z.strictObject({
  n: z.number().int().min(1),
  at: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
  previous: z.string().regex(/^[0-9a-f]{64}$/),
  kind: z.enum(entryKinds),
  facts: z.record(z.string(), fact),
});

/** The line of an entry, without LF. Throws RangeError for one that is longer than LONGEST_LINE. */
export function encodeEntry({ n, at, previous, kind, facts }: Entry): Uint8Array {
  const line = utf8.encode(JSON.stringify({ n, at, previous, kind, facts }));
  if (line.length > LONGEST_LINE) throw new RangeError(`transcript entry: ${line.length} bytes`);
  return line;
}

/** 64 lower-case hex digits. */
export function hashOfLine(line: Uint8Array): string {
  return createHash('sha256').update(line).digest('hex');
}

/** Of an entry as its line has it, 64 lower-case hex digits. */
export const hashOfEntry = (entry: Entry): string => hashOfLine(encodeEntry(entry));

export type ReadChain =
  | { readonly whole: true; readonly entries: readonly Entry[]; readonly head: Head }
  | { readonly whole: false; readonly entries: readonly Entry[]; readonly broken: Break };

/** Reads the lines of a transcript (without LF) up to the first that does not follow the one before it. */
export function readChain(lines: readonly Uint8Array[]): ReadChain {
  const entries: Entry[] = [];
  let sha256 = noEntry;
  for (const [index, line] of lines.entries()) {
    const entry = readEntry(line);
    const before = entries.at(-1);
    const detail = entry ? mismatch(entry, before, sha256) : t('it is not an entry of a transcript');
    if (!entry || detail) return { whole: false, entries, broken: { line: index + 1, detail: detail ?? '' } };
    entries.push(entry);
    sha256 = hashOfLine(line);
  }
  return { whole: true, entries, head: { entries: entries.length, sha256 } };
}

/** Undefined for anything that `encodeEntry` would not have written, byte for byte. */
function readEntry(line: Uint8Array): Entry | undefined {
  if (line.length > LONGEST_LINE) return undefined;
  try {
    const text = utf8.decode(line);
    const parsed = entrySchema.safeParse(JSON.parse(text));
    // One text for one entry: no doubled names, no spaces that other readers see in another way.
    return parsed.success && utf8.decode(encodeEntry(parsed.data)) === text ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

function mismatch(entry: Entry, before: Entry | undefined, sha256: string): string | undefined {
  const expected = (before?.n ?? 0) + 1;
  const at = { n: `${entry.n}`, expected: `${expected}` };
  if (entry.n > expected) return t('it is entry {n}, but entry {expected} should come here: entries were removed or reordered', at);
  if (entry.n < expected) return t('it is entry {n}, but entry {expected} should come here: entries were repeated or reordered', at);
  if (entry.previous !== sha256) {
    return before
      ? t('it does not follow the line before it: entry {before} was changed, or entry {n} comes from elsewhere', {
          before: `${before.n}`,
          n: `${entry.n}`,
        })
      : t('it does not begin a transcript');
  }
  if (before && entry.at < before.at) return t('its time is before that of entry {before}', { before: `${before.n}` });
  return undefined;
}
