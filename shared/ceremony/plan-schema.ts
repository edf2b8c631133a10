import { z } from 'zod';
import { aesSizes, curveNames, rsaSizes } from '../algorithms.ts';
import { t } from '../language/text.ts';
import { type Plan, roles, templateNames } from '../models/plan.ts';

/*
 * The plan as a file: what is read is untrusted until it has passed here, and then `planFaults`. Strict on purpose: a field
 * that this version does not know might say something that it does not do.
 */
const line = z.string().max(400);
const name = z.string().trim().min(1).max(120);
const id = z.string().regex(/^[0-9A-Za-z-]{1,40}$/);
const time = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)$/);
const share = z.number().int().min(1).max(255);

const action = z.discriminatedUnion('do', [
  z.strictObject({ do: z.enum(['read-aloud', 'preflight', 'attendance', 'materials', 'verify', 'drill', 'webadm', 'close']) }),
  z.strictObject({ do: z.enum(['initialize', 'login', 'test']), device: id }),
  z.strictObject({ do: z.enum(['create-share', 'print-share-file', 'reissue']), share }),
  z.strictObject({ do: z.literal('import-share'), share, device: id }),
  z.strictObject({ do: z.enum(['generate', 'export', 'delete-key']), key: name, device: id }),
  z.strictObject({ do: z.literal('print-wrapped-key'), key: name }),
  z.strictObject({ do: z.literal('clone'), devices: z.array(id).min(1).max(64) }),
  z.strictObject({ do: z.enum(['seal', 'destroy']), what: name }),
]);

const step = z.strictObject({
  id: z.string().regex(/^\d{1,3}\.\d{1,3}$/),
  title: name,
  who: z.array(z.enum(roles)).min(1).max(5),
  say: z.string().max(2000).optional(),
  checks: z.array(line.min(1)).max(40),
  action,
  witnessed: z.boolean(),
});

const key = z.discriminatedUnion('type', [
  z.strictObject({
    label: name,
    type: z.literal('AES'),
    size: z.literal(aesSizes),
    capabilities: z.array(z.number().int().min(0).max(255)).max(16),
  }),
  z.strictObject({ label: name, type: z.literal('RSA'), size: z.literal(rsaSizes) }),
  z.strictObject({ label: name, type: z.literal('EC'), curve: z.enum(curveNames) }),
]);

export const planSchema = z.strictObject({
  format: z.literal('conclave-plan-1'),
  template: z.enum(templateNames),
  title: name,
  practice: z.boolean(),
  place: line,
  start: time,
  end: time,
  people: z.array(z.strictObject({ id, name, organisation: line, role: z.enum(roles) })).max(64),
  devices: z
    .array(
      z.strictObject({
        id,
        label: line,
        serial: z
          .string()
          .regex(/^[\x21-\x7e]{3,15}$/)
          .optional(),
        purpose: z.enum(['source', 'target', 'spare']),
      }),
    )
    .max(64),
  materials: z.array(z.strictObject({ id, what: name, quantity: z.number().int().min(1).max(9999) })).max(200),
  parameters: z.strictObject({
    dkek: z.strictObject({ scheme: z.enum(['shares', 'random', 'none']), shares: z.number().int().min(0).max(255) }),
    split: z.strictObject({ threshold: z.number().int().min(1).max(99), total: z.number().int().min(1).max(99) }).optional(),
    pin: z.strictObject({ retries: z.number().int().min(1).max(10), resetWithSoPin: z.boolean() }),
    keys: z.array(key).max(100),
    copies: z.number().int().min(0).max(9),
  }),
  acts: z
    .array(z.strictObject({ title: name, steps: z.array(step).min(1).max(200) }))
    .min(1)
    .max(40),
});

/** The plan in parsed JSON. Throws SyntaxError whose words name the place: `acts 2, steps 3, action`. */
export function validatePlan(untrusted: unknown): Plan {
  const format = (untrusted as { format?: unknown } | null)?.format;
  if (typeof format !== 'string' || !format.startsWith('conclave-plan-')) throw new SyntaxError(t('it is no plan of a ceremony'));
  if (format !== 'conclave-plan-1') throw new SyntaxError(t('it was written by another version of this app'));
  const parsed = planSchema.safeParse(untrusted);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const place = (issue?.path ?? []).map((part) => (typeof part === 'number' ? `${part + 1}` : `, ${String(part)}`)).join(' ');
    throw new SyntaxError(
      t('its part "{part}" is not as it must be ({reason})', {
        part: place.replace(/^, /, '').replaceAll(' ,', ','),
        reason: issue?.message ?? '?',
      }),
    );
  }
  // zod types an absent field as possibly undefined; JSON knows no undefined.
  return parsed.data as Plan;
}

/** The schema as it is published: JSON Schema, draft 2020-12. */
export const publishedSchema = (): object => z.toJSONSchema(planSchema);
