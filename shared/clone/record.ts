import { z } from 'zod';
import { t } from '../language/text.ts';
import type { ClonedKey } from '../models/clone.ts';
import type { Kcv, KeyReference, Serial } from '../numbers.ts';

/** What was planned and what is done, as it lies in the ceremony folder. Never a secret. */
export interface CloneRecord {
  readonly format: 'conclave-clone-1';
  readonly id: string;
  readonly practice: boolean;
  readonly startedAt: string;
  readonly source: string;
  readonly sourceSerial?: Serial;
  readonly dkekKcv: Kcv;
  readonly shares: number;
  readonly retries: number;
  readonly resetWithSoPin: boolean;
  readonly keys: readonly ClonedKey[];
  readonly devices: readonly RecordedDevice[];
  /** When the person finished the run; until then it can be resumed. */
  readonly finishedAt?: string;
}

export interface RecordedDevice {
  readonly serial: Serial;
  readonly label: string;
  /** begun: it was about to be erased for this run; what is on it only the device tells. */
  readonly state: 'planned' | 'begun' | 'done';
  /** References of the keys that were proven on it. */
  readonly proven: readonly KeyReference[];
  readonly doneAt?: string;
}

const MOST = 1000;
const aTime = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)$/);
const aSerial = z.string().regex(/^[\x21-\x7e]{3,15}$/);
const aKcv = z.string().regex(/^[0-9A-F]{16}$/);
const someText = z.string().max(1024);
const aReference = z.number().int().min(1).max(255);
const size = z.number().int().min(0).max(16_384);

export const aClonedKey = z.strictObject({
  reference: aReference,
  label: someText,
  id: z.string().regex(/^(?:[0-9A-F]{2}){1,32}$/),
  type: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('AES'), size }),
    z.strictObject({ kind: z.literal('RSA'), size }),
    z.strictObject({ kind: z.literal('EC'), size, curve: z.string().max(40).optional() }),
    z.strictObject({ kind: z.literal('unknown') }),
  ]),
  aesIndex: z.number().int().min(0).max(255).optional(),
  fileSha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  check: z
    .strictObject({ kind: z.enum(['public-key', 'aes-cmac']), digits: z.string().regex(/^(?:[0-9A-F]{16}|[0-9A-F]{64})$/) })
    .optional(),
});

const cloneRecord = z.strictObject({
  format: z.literal('conclave-clone-1'),
  id: z.string().regex(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/),
  practice: z.boolean(),
  startedAt: aTime,
  source: someText,
  sourceSerial: aSerial.optional(),
  dkekKcv: aKcv,
  shares: z.number().int().min(1).max(255),
  retries: z.number().int().min(1).max(10),
  resetWithSoPin: z.boolean(),
  keys: z.array(aClonedKey).min(1).max(255),
  devices: z
    .array(
      z.strictObject({
        serial: aSerial,
        label: someText,
        state: z.enum(['planned', 'begun', 'done']),
        proven: z.array(aReference).max(255),
        doneAt: aTime.optional(),
      }),
    )
    .max(MOST),
  finishedAt: aTime.optional(),
});

/** The record in the parsed JSON of its file. Throws SyntaxError with words that quote nothing of it. */
export function validateCloneRecord(untrusted: unknown): CloneRecord {
  const format = (untrusted as { format?: unknown } | null)?.format;
  if (typeof format !== 'string' || !format.startsWith('conclave-clone-')) throw new SyntaxError(t('it has another structure'));
  if (format !== 'conclave-clone-1') throw new SyntaxError(t('it was written by another version of this app'));
  const parsed = cloneRecord.safeParse(untrusted);
  if (!parsed.success)
    throw new SyntaxError(t('its part "{part}" is damaged', { part: (parsed.error.issues[0]?.path ?? []).map(String).join(' ') }));
  // zod types an absent field as possibly undefined; JSON knows no undefined.
  const record = parsed.data as unknown as CloneRecord;
  if (new Set(record.devices.map(({ serial }) => serial)).size !== record.devices.length)
    throw new SyntaxError(t('a device is in it twice'));
  if (new Set(record.keys.map(({ reference }) => reference)).size !== record.keys.length) throw new SyntaxError(t('a key is in it twice'));
  return record;
}
