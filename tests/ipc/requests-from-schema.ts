import fc from 'fast-check';
import type { z } from 'zod';

/** What the generator needs of a zod schema: its definition, as zod 4 keeps it. */
interface Definition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly element?: z.ZodType;
  readonly innerType?: z.ZodType;
  readonly in?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly entries?: Readonly<Record<string, string>>;
  readonly values?: readonly (string | number | boolean)[];
  readonly checks?: readonly { readonly _zod: { readonly def: Check } }[];
}
interface Check {
  readonly check: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly length?: number;
  readonly value?: number;
  readonly pattern?: RegExp;
}

/** Values that the attacker knows and puts in by the name of the field: serials, references, what was typed to confirm. */
export type Knowledge = Readonly<Record<string, fc.Arbitrary<unknown>>>;

/** Requests that this schema takes. */
export function requestsOf(schema: z.ZodType, known: Knowledge = {}): fc.Arbitrary<unknown> {
  return valuesOf(schema, known).filter((value) => schema.safeParse(value).success);
}

function valuesOf(schema: z.ZodType, known: Knowledge): fc.Arbitrary<unknown> {
  const definition = (schema as unknown as { readonly _zod: { readonly def: Definition } })._zod.def;
  const checks = (definition.checks ?? []).map(({ _zod }) => _zod.def);
  const limit = (name: keyof Check & ('minimum' | 'maximum' | 'length' | 'value'), kind: string): number | undefined =>
    checks.find(({ check }) => check === kind)?.[name];
  switch (definition.type) {
    case 'object':
      return fc
        .record(
          Object.fromEntries(
            Object.entries(definition.shape ?? {}).map(([name, field]) => [
              name,
              known[name] ? orUndefined(field, known[name]) : valuesOf(field, known),
            ]),
          ),
        )
        .map(withoutAbsent);
    case 'string': {
      const pattern = checks.find(({ pattern }) => pattern)?.pattern;
      if (pattern) return fc.stringMatching(pattern, { size: 'small' });
      const length = limit('length', 'length_equals');
      const minLength = length ?? limit('minimum', 'min_length') ?? 0;
      const maxLength = length ?? Math.max(minLength, Math.min(limit('maximum', 'max_length') ?? 60, 60));
      return fc.string({ minLength, maxLength, unit: 'binary' });
    }
    case 'number':
      return fc.integer({ min: limit('value', 'greater_than') ?? 0, max: limit('value', 'less_than') ?? 0xffff });
    case 'boolean':
      return fc.boolean();
    case 'literal':
      return fc.constantFrom(...(definition.values ?? []));
    case 'enum':
      return fc.constantFrom(...Object.values(definition.entries ?? {}));
    case 'array': {
      const minLength = limit('minimum', 'min_length') ?? 0;
      return fc.array(valuesOf(definition.element as z.ZodType, known), {
        minLength,
        maxLength: Math.max(minLength, Math.min(limit('maximum', 'max_length') ?? 4, 4)),
      });
    }
    case 'union':
      return fc.oneof(...(definition.options ?? []).map((option) => valuesOf(option, known)));
    case 'optional':
      return fc.option(valuesOf(definition.innerType as z.ZodType, known), { nil: undefined });
    case 'readonly':
      return valuesOf(definition.innerType as z.ZodType, known);
    case 'pipe':
      return valuesOf(definition.in as z.ZodType, known);
    default:
      throw new Error(`the generator knows no ${definition.type}`);
  }
}

const orUndefined = (field: z.ZodType, values: fc.Arbitrary<unknown>) =>
  field.safeParse(undefined).success ? fc.option(values, { nil: undefined }) : values;

const withoutAbsent = (record: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
