import { unmovedBytes } from '../bytes.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/**
 * Base32 of RFC 4648 without padding: upper-case letters and 2-7, which QR codes hold densely. `decode` throws SyntaxError
 * for anything that `encode` would not have written; so `base32 -d` of any other program reads it too, once padded.
 */
export const base32 = {
  encode(bytes: Uint8Array): string {
    let text = '';
    let buffer = 0;
    let bits = 0;
    for (const byte of bytes) {
      buffer = ((buffer << 8) | byte) & 0xfff;
      for (bits += 8; bits >= 5; bits -= 5) text += alphabet[(buffer >>> (bits - 5)) & 31];
    }
    return bits > 0 ? text + alphabet[(buffer << (5 - bits)) & 31] : text;
  },
  decode(text: string): Uint8Array {
    const bytes = unmovedBytes(Math.floor((text.length * 5) / 8));
    let buffer = 0;
    let bits = 0;
    let filled = 0;
    for (const character of text) {
      const value = alphabet.indexOf(character);
      if (value < 0) throw new SyntaxError('not base32');
      buffer = ((buffer << 5) | value) & 0xfff;
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes[filled++] = (buffer >>> bits) & 0xff;
      }
    }
    if (bits >= 5 || (buffer & ((1 << bits) - 1)) !== 0) throw new SyntaxError('base32 that ends in the middle of a byte');
    return bytes;
  },
};
