import { z } from 'zod';
import { t } from '../language/text.ts';
import type { Register } from '../models/custody.ts';

/*
 * The register as a file: what is read is untrusted until it has passed here. Strict on purpose: a field that this
 * version does not know would be lost with the next write.
 */
const MOST = 20_000;

const anId = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
const aSha256 = z.string().regex(/^[0-9a-f]{64}$/);
const aTime = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)$/);
const someText = z.string().max(400);

const custodian = z.strictObject({
  id: z.string().regex(/^[0-9A-Za-z-]{1,40}$/),
  name: z.string().min(1).max(80),
  organisation: z.string().max(80),
});

const set = z.strictObject({
  setId: anId,
  kind: z.enum(['password', 'text']),
  threshold: z.number().int().min(2).max(9),
  total: z.number().int().min(2).max(9),
  fileSha256: aSha256.optional(),
  shareKcv: z
    .string()
    .regex(/^[0-9A-F]{16}$/)
    .optional(),
  purpose: someText,
  createdAt: aTime,
  replaces: anId.optional(),
});

const holding = z.strictObject({
  sheetId: anId,
  kind: z.enum(['password-share', 'text-share', 'share-file-sheet', 'wrapped-key-sheet']),
  custodianId: z.string().max(40),
  setId: anId.optional(),
  index: z.number().int().min(1).max(9).optional(),
  fingerprint: z
    .string()
    .regex(/^[0-9A-F]{10}$/)
    .optional(),
  fileSha256: aSha256.optional(),
  copy: z.number().int().min(1).max(99),
  copies: z.number().int().min(1).max(99),
  events: z
    .array(
      z.strictObject({
        state: z.enum(['created', 'printed', 'read back', 'sealed', 'drilled', 'replaced']),
        at: aTime,
        teb: z.string().min(1).max(80).optional(),
      }),
    )
    .min(1)
    .max(MOST),
});

const register = z.strictObject({
  format: z.literal('conclave-register-1'),
  ceremonyId: anId,
  title: someText,
  practice: z.boolean(),
  custodians: z.array(custodian).max(MOST),
  sets: z.array(set).max(MOST),
  holdings: z.array(holding).max(MOST),
});

/** The register in the parsed JSON of a register file. Throws SyntaxError with words that quote nothing of it. */
export function validateRegister(untrusted: unknown): Register {
  const format = (untrusted as { format?: unknown } | null)?.format;
  if (typeof format !== 'string' || !format.startsWith('conclave-register-')) throw new SyntaxError(t('it has another structure'));
  if (format !== 'conclave-register-1') throw new SyntaxError(t('it was written by another version of this app'));
  const parsed = register.safeParse(untrusted);
  if (!parsed.success) throw new SyntaxError(t('its part "{part}" is damaged', { part: placeOf(parsed.error) }));
  // zod types an absent field as possibly undefined; JSON knows no undefined.
  const told = parsed.data as Register;
  assertWhole(told);
  return told;
}

const placeOf = (error: z.ZodError) =>
  (error.issues[0]?.path ?? []).map((part) => (typeof part === 'number' ? part + 1 : String(part))).join(' ');

/** Every reference leads somewhere, and nothing is there twice. */
function assertWhole({ custodians, sets, holdings }: Register): void {
  assertUnique(
    custodians.map(({ id }) => id),
    t('a custodian is in it twice'),
  );
  assertUnique(
    sets.map(({ setId }) => setId),
    t('a set is in it twice'),
  );
  // Copies of one sheet bear one ID.
  assertUnique(
    holdings.map(({ sheetId, copy }) => `${sheetId} ${copy}`),
    t('a sheet is in it twice'),
  );
  // A part is handed over once.
  assertUnique(
    holdings.flatMap(({ setId, index }) => (index === undefined ? [] : `${setId} ${index}`)),
    t('a part is in it twice'),
  );
  const people = new Set(custodians.map(({ id }) => id));
  const bySetId = new Map(sets.map((each) => [each.setId, each]));
  for (const each of sets) {
    if (each.threshold > each.total) throw new SyntaxError(t('set {setId} needs more shares than it has', { setId: each.setId }));
    if (each.replaces !== undefined && !bySetId.has(each.replaces))
      throw new SyntaxError(t('set {setId} replaces one that is missing', { setId: each.setId }));
  }
  for (const { sheetId, custodianId, setId, index, kind, copy, copies } of holdings) {
    if (!people.has(custodianId)) throw new SyntaxError(t('the custodian of sheet {sheetId} is missing', { sheetId }));
    if (copy > copies) throw new SyntaxError(t('sheet {sheetId} counts its copies wrongly', { sheetId }));
    const isPart = kind === 'password-share' || kind === 'text-share';
    const of = setId === undefined ? undefined : bySetId.get(setId);
    if (isPart !== (of !== undefined) || (of && (index === undefined || index > of.total))) {
      throw new SyntaxError(t('sheet {sheetId} belongs to no set', { sheetId }));
    }
  }
}

function assertUnique(names: readonly string[], complaint: string): void {
  if (new Set(names).size !== names.length) throw new SyntaxError(complaint);
}
