import { bytesOf, type Form, textIn } from '../target.ts';
import { byteMutations, type Material, type Mutation } from './bytes.ts';
import { mutateJson } from './json.ts';
import { mutateTlv } from './tlv.ts';

/** Lines change places, are doubled, deleted, or taken from another input. */
const mutateLines: Mutation = (input, { random, other, maxBytes }) => {
  const lines = textIn(input).split('\n');
  const at = random.below(lines.length);
  const line = lines[at] as string;
  switch (random.below(4)) {
    case 0:
      lines.splice(at, 1);
      break;
    case 1: {
      const most = Math.max(1, Math.floor((maxBytes - input.length) / (line.length + 1)));
      const times = random.length(random.chance(4) ? most : Math.min(most, 8));
      lines.splice(at, 0, ...new Array<string>(Math.min(times, 60_000)).fill(line));
      break;
    }
    case 2:
      lines.splice(random.below(lines.length), 0, ...lines.splice(at, 1));
      break;
    default:
      lines.splice(at, random.below(2), random.of(textIn(other).split('\n')));
  }
  return bytesOf(lines.join('\n'));
};

/** One line of JSON is changed as JSON. */
const mutateJsonLine: Mutation = (input, material) => {
  const lines = textIn(input).split('\n');
  const at = material.random.below(lines.length);
  const other = bytesOf(textIn(material.other).split('\n')[0] ?? '');
  lines[at] = textIn(mutateJson(bytesOf(lines[at] as string), { ...material, other })).replaceAll('\n', ' ');
  return bytesOf(lines.join('\n'));
};

const structured: Readonly<Record<Form, readonly Mutation[]>> = {
  bytes: [],
  tlv: [mutateTlv],
  json: [mutateJson],
  lines: [mutateJsonLine, mutateLines],
  text: [mutateLines],
};

/** Longer inputs are changed as bytes: as trees they would take more memory than the parser under test. */
const longestStructured = 65_536;

/** An input like this one, changed in one place or a few, at most `maxBytes` long. */
export function mutate(input: Uint8Array, form: Form, material: Material): Uint8Array {
  const { random, maxBytes } = material;
  let changed = input;
  for (let times = random.length(4); times > 0; times--) {
    const own = structured[form];
    const mutation = own.length > 0 && changed.length <= longestStructured && !random.chance(3) ? random.of(own) : random.of(byteMutations);
    changed = attempt(mutation, changed, material);
    if (changed.length > maxBytes) changed = changed.slice(0, maxBytes);
  }
  return changed;
}

/** What is nested too deep for a structured mutation is changed as bytes. */
function attempt(mutation: Mutation, input: Uint8Array, material: Material): Uint8Array {
  try {
    return mutation(input, material);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return material.random.of(byteMutations)(input, material);
  }
}
