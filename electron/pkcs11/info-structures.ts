import { type Member, type NativeLayout, offsets, readUlong } from './native-layout.ts';

/** CK_INFO, CK_SLOT_INFO, CK_TOKEN_INFO and CK_MECHANISM_INFO (pkcs11t.h) as typed values. */

const version = 2;
const info: readonly Member[] = [version, 32, 'ulong', 32, version];
const slotInfo: readonly Member[] = [64, 32, 'ulong', version, version];
const tokenInfo: readonly Member[] = [32, 32, 16, 16, 'ulong', ...Array<Member>(10).fill('ulong'), version, version, 16];
const mechanismInfo: readonly Member[] = ['ulong', 'ulong', 'ulong'];

export const sizes = {
  info: (layout: NativeLayout) => offsets(layout, info).size,
  slotInfo: (layout: NativeLayout) => offsets(layout, slotInfo).size,
  tokenInfo: (layout: NativeLayout) => offsets(layout, tokenInfo).size,
  mechanismInfo: (layout: NativeLayout) => offsets(layout, mechanismInfo).size,
};

/** Reads members by their index. */
function reader(layout: NativeLayout, members: readonly Member[], bytes: Uint8Array) {
  const { at } = offsets(layout, members);
  const field = (index: number) => bytes.subarray(at[index], (at[index] as number) + (members[index] as number));
  return {
    /** Padded with blanks, not ended by zero; some modules end it all the same. */
    text: (index: number) =>
      new TextDecoder()
        .decode(field(index))
        .replace(/\0.*$/s, '')
        .replace(/[\p{Cc}\uFFFD]/gu, '?')
        .trim(),
    number: (index: number) => readUlong(layout, bytes, at[index]),
    version: (index: number) => field(index).join('.'),
  };
}

export interface LibraryInfo {
  readonly cryptoki: string;
  readonly manufacturer: string;
  readonly description: string;
  readonly version: string;
}

export function readInfo(layout: NativeLayout, bytes: Uint8Array): LibraryInfo {
  const { text, version } = reader(layout, info, bytes);
  return { cryptoki: version(0), manufacturer: text(1), description: text(3), version: version(4) };
}

export function readSlotInfo(layout: NativeLayout, bytes: Uint8Array): { readonly description: string; readonly flags: number } {
  const { text, number } = reader(layout, slotInfo, bytes);
  return { description: text(0), flags: number(2) ?? 0 };
}

export function readTokenInfo(layout: NativeLayout, bytes: Uint8Array) {
  const { text, number, version } = reader(layout, tokenInfo, bytes);
  return {
    label: text(0),
    manufacturer: text(1),
    model: text(2),
    serial: text(3),
    flags: number(4) ?? 0,
    longestPin: number(9),
    shortestPin: number(10),
    hardware: version(15),
    firmware: version(16),
  };
}

export function readMechanismInfo(layout: NativeLayout, bytes: Uint8Array) {
  const { number } = reader(layout, mechanismInfo, bytes);
  return { smallest: number(0) ?? 0, largest: number(1) ?? 0, flags: number(2) ?? 0 };
}
