/** CRC-24 of OpenPGP (RFC 4880 6.1): polynomial 864CFB, start B704CE, nothing reflected. */
const START = 0xb704ce;
const POLYNOMIAL = 0x864cfb;

const table = Int32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte << 16;
  for (let bit = 0; bit < 8; bit++) remainder = (remainder & 0x800000) !== 0 ? (remainder << 1) ^ POLYNOMIAL : remainder << 1;
  return remainder & 0xffffff;
});

/** The check of `bytes`, 0..0xFFFFFF. */
export function crc24(bytes: Uint8Array): number {
  let state = START;
  for (const byte of bytes) state = ((state << 8) ^ (table[((state >>> 16) ^ byte) & 0xff] as number)) & 0xffffff;
  return state;
}

/** The check as it is printed: six upper-case hex digits. */
export function crc24Hex(bytes: Uint8Array): string {
  return crc24(bytes).toString(16).toUpperCase().padStart(CHECK_LENGTH, '0');
}

export const CHECK_LENGTH = 6;
