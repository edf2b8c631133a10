/**
 * How PKCS#11 structures lie in memory (pkcs11.h): CK_ULONG is `unsigned long`; on Windows structures have no padding
 * and `unsigned long` has 32 bits. Only Linux x64 has been tested with modules; the layouts of Windows and of 32-bit
 * systems follow the header.
 */
export interface NativeLayout {
  readonly ulong: 4 | 8;
  readonly pointer: 4 | 8;
  readonly packed: boolean;
}

const pointerHere = process.arch === 'ia32' || process.arch === 'arm' ? 4 : 8;
export const layoutHere: NativeLayout =
  process.platform === 'win32'
    ? { ulong: 4, pointer: pointerHere, packed: true }
    : { ulong: pointerHere, pointer: pointerHere, packed: false };

/** A member of a structure: a number, a pointer, or so many bytes. */
export type Member = 'ulong' | 'pointer' | number;

/** Offset of each member and the size of the whole, with the padding that C puts in. */
export function offsets(layout: NativeLayout, members: readonly Member[]): { readonly at: readonly number[]; readonly size: number } {
  const at: number[] = [];
  let end = 0;
  let widest = 1;
  for (const member of members) {
    const size = typeof member === 'number' ? member : layout[member];
    const alignment = typeof member === 'number' || layout.packed ? 1 : size;
    end = Math.ceil(end / alignment) * alignment;
    at.push(end);
    end += size;
    widest = Math.max(widest, alignment);
  }
  return { at, size: Math.ceil(end / widest) * widest };
}

/** `CK_UNAVAILABLE_INFORMATION`: all bits set. Given as undefined, as is what no number can hold exactly. */
export function readUlong(layout: NativeLayout, bytes: Uint8Array, offset = 0): number | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (layout.ulong === 4) {
    const value = view.getUint32(offset, true);
    return value === 0xffffffff ? undefined : value;
  }
  const value = view.getBigUint64(offset, true);
  return value > BigInt(Number.MAX_SAFE_INTEGER) ? undefined : Number(value);
}

/** Little endian, as on every machine the app runs on. */
export function writeUlong(layout: NativeLayout, bytes: Uint8Array, offset: number, value: number | bigint): void {
  writeInteger(bytes, offset, layout.ulong, value);
}

export function writePointer(layout: NativeLayout, bytes: Uint8Array, offset: number, value: bigint): void {
  writeInteger(bytes, offset, layout.pointer, value);
}

function writeInteger(bytes: Uint8Array, offset: number, size: 4 | 8, value: number | bigint): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (size === 4) view.setUint32(offset, Number(value), true);
  else view.setBigUint64(offset, BigInt(value), true);
}

/** One CK_ULONG. */
export function ulong(layout: NativeLayout, value: number): Uint8Array {
  const bytes = new Uint8Array(layout.ulong);
  writeUlong(layout, bytes, 0, value);
  return bytes;
}

/** One attribute to write, or, as a template of a search, to look for. */
export interface Attribute {
  readonly type: number;
  readonly value: Uint8Array;
}

/** An array of CK_ATTRIBUTE; `address` gives where the bytes of a value lie. The values must be kept referenced while it is used. */
export function encodeTemplate(layout: NativeLayout, attributes: readonly Attribute[], address: (bytes: Uint8Array) => bigint): Buffer {
  const { at, size } = offsets(layout, ['ulong', 'pointer', 'ulong']);
  const [type = 0, pointer = 0, length = 0] = at;
  const bytes = Buffer.alloc(size * attributes.length);
  attributes.forEach((attribute, index) => {
    const start = index * size;
    writeUlong(layout, bytes, start + type, attribute.type);
    writePointer(layout, bytes, start + pointer, attribute.value.length === 0 ? 0n : address(attribute.value));
    writeUlong(layout, bytes, start + length, attribute.value.length);
  });
  return bytes;
}

/** A CK_MECHANISM with its parameter, or without one. */
export function encodeMechanism(
  layout: NativeLayout,
  type: number,
  parameter: Uint8Array | undefined,
  address: (bytes: Uint8Array) => bigint,
): Buffer {
  // The three members are those of CK_ATTRIBUTE.
  return encodeTemplate(layout, [{ type, value: parameter ?? new Uint8Array(0) }], address);
}
