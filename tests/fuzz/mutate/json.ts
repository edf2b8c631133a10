import { bytesOf, textIn } from '../target.ts';
import { byteMutations, type Mutation } from './bytes.ts';
import type { Random } from './random.ts';

type Holder = Record<string | number, unknown>;

const tellingTexts = [
  '',
  ' ',
  '0',
  '\u0000',
  '\u202e',
  '\ud800',
  '../../x',
  '__proto__',
  'A'.repeat(300),
  '\n',
  'ß',
  '𝕏',
  '2026-02-30T99:00:00.000Z',
];
const tellingNumbers = [0, -1, 1, 2, 9, 10, 255, 256, 65_536, 2 ** 31, 2 ** 53, -0.5, 1e308, 0.1];

/** One value of a JSON text becomes another, is deleted, doubled or moved; the whole stays JSON. */
export const mutateJson: Mutation = (input, material) => {
  const { random, other, wanted, maxBytes } = material;
  let root: { top: unknown };
  try {
    root = { top: JSON.parse(textIn(input)) };
  } catch {
    return random.of(byteMutations)(input, material);
  }
  const [holder, key] = random.of(placesIn(root));
  switch (random.below(8)) {
    case 0:
      if (Array.isArray(holder)) holder.splice(Number(key), 1);
      else delete holder[key];
      break;
    case 1:
      if (Array.isArray(holder)) {
        const size = Math.max(2, JSON.stringify(holder[key] ?? null).length + 1);
        const most = Math.max(1, Math.floor((maxBytes - input.length) / size));
        for (let times = random.length(Math.min(most, random.chance(8) ? 10_000 : 12)); times > 0; times--)
          holder.splice(Number(key), 0, holder[key]);
      } else holder[random.chance(3) ? '__proto__x' : `${key}2`] = holder[key];
      break;
    case 2:
      holder[key] = pieceOf(other, random);
      break;
    case 3: {
      const [from, at] = random.of(placesIn(root));
      holder[key] = JSON.parse(JSON.stringify(from[at] ?? null));
      break;
    }
    case 4:
      if (wanted.length > 0) holder[key] = random.of(wanted);
      break;
    case 5:
      return nested(input, random);
    default:
      holder[key] = anotherValue(holder[key], random);
  }
  const text = JSON.stringify(root.top ?? null);
  // what is nested deep would become enormous
  return bytesOf(random.chance(30) && text.length < 2000 ? JSON.stringify(root.top ?? null, null, 1) : text);
};

function placesIn(root: object): [Holder, string][] {
  const places: [Holder, string][] = [];
  const collect = (holder: object) => {
    for (const key of Object.keys(holder)) {
      places.push([holder as Holder, key]);
      const value = (holder as Holder)[key];
      if (typeof value === 'object' && value !== null && places.length < 5000) collect(value);
    }
  };
  collect(root);
  return places;
}

function anotherValue(value: unknown, random: Random): unknown {
  if (typeof value === 'string' && random.chance(2)) {
    const at = random.below(value.length + 1);
    return random.chance(2) ? value.slice(0, at) : value.slice(0, at) + random.of(tellingTexts) + value.slice(at + random.below(2));
  }
  if (typeof value === 'number' && random.chance(2)) return value + random.of([1, -1, 0.5, 256]);
  return random.of([random.of(tellingTexts), random.of(tellingNumbers), null, true, false, [], {}, [[]], [value], { value }]);
}

function pieceOf(other: Uint8Array, random: Random): unknown {
  try {
    const [holder, key] = random.of(placesIn({ top: JSON.parse(textIn(other)) }));
    return holder[key];
  } catch {
    return null;
  }
}

/** A value somewhere becomes very deep, or a number very long. */
function nested(input: Uint8Array, random: Random): Uint8Array {
  const depth = random.length(random.chance(4) ? 8000 : 40);
  const deep = random.of(['['.repeat(depth) + ']'.repeat(depth), `${'{"a":'.repeat(depth)}0${'}'.repeat(depth)}`, `1${'0'.repeat(depth)}`]);
  const text = textIn(input);
  const values = [...text.matchAll(/:(?:"[^"]*"|\d+|true|false|null)/g)];
  const chosen = values.length > 0 ? random.of(values) : undefined;
  if (!chosen) return bytesOf(deep);
  return bytesOf(`${text.slice(0, chosen.index)}:${deep}${text.slice(chosen.index + chosen[0].length)}`);
}
