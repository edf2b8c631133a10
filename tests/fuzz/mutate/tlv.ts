import { concat } from '../../../shared/bytes.ts';
import { byteMutations, type Material, type Mutation } from './bytes.ts';

/** An element as it could be written again; of its own making, so that no fault of the codec hides here. */
interface Element {
  tag: Uint8Array;
  content: Uint8Array | Element[];
  /** Written in place of the true length. */
  lie?: Uint8Array;
  /** Written so often, one after the other. */
  times?: number;
}

const DEEPEST = 12;

/** Elements that fill `bytes` to the end, or undefined. */
function parse(bytes: Uint8Array, depth = 0): Element[] | undefined {
  const elements: Element[] = [];
  for (let at = 0; at < bytes.length; ) {
    const start = at;
    if (((bytes[at++] as number) & 0x1f) === 0x1f) while (((bytes[at++] ?? 0) & 0x80) !== 0);
    const tag = bytes.slice(start, at);
    const first = bytes[at++];
    if (first === undefined || first > 0x83 || first === 0x80) return undefined;
    let length = first < 0x80 ? first : 0;
    for (let count = first & 0x7f; first > 0x80 && count > 0; count--) length = length * 256 + (bytes[at++] ?? 0);
    if (at + length > bytes.length) return undefined;
    const value = bytes.slice(at, at + length);
    const inner = length > 1 && depth < DEEPEST ? parse(value, depth + 1) : undefined;
    elements.push({ tag, content: inner ?? value });
    at += length;
  }
  return elements;
}

function encode({ tag, content, lie, times = 1 }: Element): Uint8Array {
  const value = content instanceof Uint8Array ? content : joined(content);
  const once = concat(tag, lie ?? lengthOf(value.length), value);
  if (times === 1) return once;
  const many = new Uint8Array(times * once.length);
  for (let at = 0; at < many.length; at += once.length) many.set(once, at);
  return many;
}

const joined = (list: readonly Element[]): Uint8Array => concat(...list.map(encode));

function lengthOf(length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(length);
  if (length < 0x100) return Uint8Array.of(0x81, length);
  if (length < 0x10000) return Uint8Array.of(0x82, length >> 8, length & 0xff);
  return Uint8Array.of(0x83, length >> 16, (length >> 8) & 0xff, length & 0xff);
}

const tags = [0x02, 0x03, 0x04, 0x05, 0x06, 0x0c, 0x1e, 0x24, 0x30, 0x31, 0x42, 0x65, 0x67, 0x80, 0x86, 0xa0, 0xa1, 0xa3].map((tag) =>
  Uint8Array.of(tag),
);
const lies = [[0x80], [0x81, 0xff], [0x82, 0xff, 0xff], [0x83, 0xff, 0xff, 0xff], [0x84, 0x7f, 0xff, 0xff, 0xff], [0x00], [0x7f], [0xff]];

/** One element is deleted, doubled, moved, given another tag, content or length, or put into itself; all lengths around it stay true. */
export const mutateTlv: Mutation = (input, material) => {
  const { random, other, maxBytes } = material;
  const root = parse(input);
  if (!root || root.length === 0) return random.of(byteMutations)(input, material);
  const lists: Element[][] = [];
  const collect = (list: Element[]) => {
    lists.push(list);
    for (const { content } of list) if (!(content instanceof Uint8Array)) collect(content);
  };
  collect(root);
  const list = random.of(lists.filter((each) => each.length > 0));
  const at = random.below(list.length);
  const element = list[at] as Element;
  switch (random.below(9)) {
    case 0:
      list.splice(at, 1);
      break;
    case 1: {
      const size = Math.max(1, encode(element).length);
      const most = Math.max(1, Math.floor((maxBytes - input.length) / size));
      element.times = random.chance(8) ? most : random.length(Math.min(most, 40));
      break;
    }
    case 2:
      // a copy, lest an element come to stand in itself
      random.of(lists).splice(0, 0, ...(parse(encode(element)) ?? []));
      break;
    case 3:
      element.tag = random.of(tags);
      break;
    case 4:
      element.lie = Uint8Array.from(random.of(lies));
      break;
    case 5:
      for (let depth = random.length(random.chance(8) ? 2000 : 20); depth > 0; depth--) element.content = [{ ...element }];
      return flattened(root, maxBytes) ?? input;
    case 6: {
      const foreign = parse(other);
      if (foreign && foreign.length > 0) list.splice(at, random.below(2), random.of(foreign));
      break;
    }
    default:
      element.content = changedContent(element, material);
  }
  return joined(root);
};

function changedContent({ content }: Element, material: Material): Uint8Array {
  const bytes = content instanceof Uint8Array ? content : joined(content);
  return material.random.of(byteMutations)(bytes, material);
}

/** Deep nesting is written from inside outward; `encode` would need a stack as deep. */
function flattened(root: Element[], maxBytes: number): Uint8Array | undefined {
  try {
    const bytes = joined(root);
    return bytes.length > maxBytes ? undefined : bytes;
  } catch {
    return undefined;
  }
}
