/** Branded numbers and identifiers that must not be mixed up. */
declare const brand: unique symbol;
type Branded<T, Name extends string> = T & { readonly [brand]: Name };

/** One-byte reference of a key on the card, 1..255 (0 is the device key). Never asked of a person. */
export type KeyReference = Branded<number, 'KeyReference'>;
/** PKCS#15 / PKCS#11 key ID (CKA_ID) in upper-case hex, 1..32 bytes. */
export type KeyId = Branded<string, 'KeyId'>;
/** Serial of a device: the CHR of its certificate without the last five characters. */
export type Serial = Branded<string, 'Serial'>;
/** Key check value: first 8 bytes of SHA-256 of the DKEK, 16 upper-case hex digits. Zeros mean unknown, never equal. */
export type Kcv = Branded<string, 'Kcv'>;
/** File identifier of a certificate (CAxx), data (CFxx, CDxx) or one of their descriptions (C8xx, C9xx). Never asked of a person. */
export type ObjectFile = Branded<number, 'ObjectFile'>;
/** A length in bits. */
export type Bits = Branded<number, 'Bits'>;

export function keyReference(value: number): KeyReference {
  if (!Number.isInteger(value) || value < 1 || value > 255) throw new RangeError(`key reference: expected 1..255, got ${value}`);
  return value as KeyReference;
}

export function keyId(hexDigits: string): KeyId {
  if (!/^(?:[0-9A-Fa-f]{2}){1,32}$/.test(hexDigits)) throw new SyntaxError('key ID: expected 1 to 32 bytes in hex');
  return hexDigits.toUpperCase() as KeyId;
}

export function serial(text: string): Serial {
  if (!/^[\x21-\x7e]{3,15}$/.test(text)) throw new SyntaxError('serial: expected 3 to 15 printable characters');
  return text as Serial;
}

export function kcv(hexDigits: string): Kcv {
  if (!/^[0-9A-Fa-f]{16}$/.test(hexDigits)) throw new SyntaxError('key check value: expected 16 hex digits');
  return hexDigits.toUpperCase() as Kcv;
}

export function objectFile(value: number): ObjectFile {
  if (!Number.isInteger(value) || ![0xc8, 0xc9, 0xca, 0xcd, 0xcf].includes(value >> 8))
    throw new RangeError(`object file: expected C8xx, C9xx, CAxx, CDxx or CFxx, got ${value}`);
  return value as ObjectFile;
}

export function bits(value: number): Bits {
  if (!Number.isInteger(value) || value <= 0) throw new RangeError(`bits: got ${value}`);
  return value as Bits;
}

export const unknownKcv = kcv('0000000000000000');
