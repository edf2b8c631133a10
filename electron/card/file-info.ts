import { readTlv, readTlvs, type Tlv } from '../codec/tlv.ts';

// no instruction of its own: this reads the answer of SELECT (protocol reference 1.3)

// tags of the file control information
const FCI_TEMPLATES = [0x62, 0x6f];
const SIZES = [0x81, 0x80];
const KEY_PROPERTIES = 0xa5;
const USE_COUNTER = 0x90;
const ALGORITHMS = 0x91;
const KEY_DOMAIN = 0x92;

// length
const LONGEST_NUMBER = 4;

/** What the card tells about a file or key without reading it. */
export interface ObjectInfo {
  /** In bytes; undefined where the card does not tell. */
  readonly size?: number;
  /** Algorithm list of a key; undefined where it has none or the card does not tell. */
  readonly algorithms?: readonly number[];
  /** Uses left of a key with a use counter. */
  readonly useCounter?: number;
  readonly keyDomain?: number;
}

/** Reads file control information; a card that gives none tells nothing. Throws SyntaxError. */
export function readObjectInfo(fci: Uint8Array): ObjectInfo {
  if (fci.length === 0) return {};
  const { tag, value } = readTlv(fci);
  if (!FCI_TEMPLATES.includes(tag)) throw new SyntaxError('no file control information');
  const elements = readTlvs(value);
  const size = pick(elements, ...SIZES);
  const properties = pick(elements, KEY_PROPERTIES);
  const told = properties ? readTlvs(properties) : [];
  const counter = pick(told, USE_COUNTER);
  const algorithms = pick(told, ALGORITHMS);
  const domain = pick(told, KEY_DOMAIN);
  return {
    ...(size && { size: number(size) }),
    ...(algorithms && { algorithms: [...algorithms] }),
    ...(counter && { useCounter: number(counter) }),
    ...(domain && { keyDomain: number(domain) }),
  };
}

function pick(elements: readonly Tlv[], ...tags: readonly number[]): Uint8Array | undefined {
  return elements.find((element) => tags.includes(element.tag))?.value;
}

function number(bytes: Uint8Array): number {
  if (bytes.length < 1 || bytes.length > LONGEST_NUMBER) throw new SyntaxError('expected a number of 1 to 4 bytes');
  return bytes.reduce((value, byte) => value * 256 + byte, 0);
}
