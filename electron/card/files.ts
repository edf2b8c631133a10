import type { KeyReference } from '../../shared/numbers.ts';

/** File identifiers on the card (protocol reference 6.1): the high byte is the class, the low byte the key or object number. */
export const DEVICE_CERTIFICATES = 0x2f02;
export const TOKEN_INFO = 0x2f03;
/** Where newer firmware takes a wrapped key that is too long for one command. */
export const UNWRAP_BUFFER = 0x2f10;

export const fileClass = {
  /** PKCS#15 description of a private or secret key. */
  keyDescription: 0xc4,
  certificateDescription: 0xc8,
  dataDescription: 0xc9,
  caCertificate: 0xca,
  /** The key itself; CC00 is the device's own. */
  key: 0xcc,
  confidentialData: 0xcd,
  /** Certificate (30) or request (67) of a key. */
  keyCertificate: 0xce,
  data: 0xcf,
} as const;
export type FileClass = keyof typeof fileClass;

/** File identifier of what belongs to a key: `fileOf('keyDescription', 5)` is C405. */
export function fileOf(kind: FileClass, reference: KeyReference): number {
  return fileClass[kind] * 256 + reference;
}

/** Class of a file identifier, or undefined for one that belongs to no class. */
export function classOf(fid: number): FileClass | undefined {
  return (Object.keys(fileClass) as FileClass[]).find((kind) => fileClass[kind] === fid >> 8);
}
