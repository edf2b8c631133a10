import { createHash } from 'node:crypto';
import { utf8 } from '../../../shared/bytes.ts';
import type { Fact, Facts } from '../../../shared/models/transcript.ts';

/** Of the facts of one entry, as JSON, bytes. Reports of many devices and keys are longer: of those the hash is kept. */
const LARGEST = 32_768;
const LONGEST_PLAIN = 200;

/** A message of the contract as facts: what is absent or null is left out. Bytes never cross, so there are none. Of a long one the plain facts stay. */
export function factsOf(message: unknown): Facts {
  const fact = factOf(message);
  if (fact === undefined) return {};
  const facts: Facts = typeof fact === 'object' && !Array.isArray(fact) ? (fact as Facts) : { value: fact };
  const json = utf8.encode(JSON.stringify(facts));
  if (json.length <= LARGEST) return facts;
  const plain = Object.entries(facts).filter(([, fact]) => typeof fact !== 'object' && String(fact).length <= LONGEST_PLAIN);
  return { ...Object.fromEntries(plain), ofWhole: { bytes: json.length, sha256: createHash('sha256').update(json).digest('hex') } };
}

function factOf(value: unknown): Fact | undefined {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : undefined;
    case 'object': {
      if (value === null || ArrayBuffer.isView(value)) return undefined;
      // In brackets: a list within a list stays one.
      if (Array.isArray(value)) return value.map(factOf).flatMap((fact) => (fact === undefined ? [] : [fact]));
      return Object.fromEntries(
        Object.entries(value).flatMap(([name, each]) => {
          const fact = factOf(each);
          return fact === undefined ? [] : [[name, fact]];
        }),
      );
    }
    default:
      return undefined;
  }
}
