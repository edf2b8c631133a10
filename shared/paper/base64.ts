import { unmovedBytes } from '../bytes.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64 of RFC 4648 with padding. `decode` throws SyntaxError for anything that `encode` would not have written. */
export const base64 = {
  encode(bytes: Uint8Array): string {
    let text = '';
    for (let at = 0; at < bytes.length; at += 3) {
      const [a = 0, b, c] = bytes.subarray(at, at + 3);
      const triple = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
      text += `${alphabet[triple >>> 18]}${alphabet[(triple >>> 12) & 63]}`;
      text += `${b === undefined ? '=' : alphabet[(triple >>> 6) & 63]}${c === undefined ? '=' : alphabet[triple & 63]}`;
    }
    return text;
  },
  decode(text: string): Uint8Array {
    if (text.length % 4 !== 0) throw new SyntaxError('not whole base64');
    const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
    const bytes = unmovedBytes((text.length / 4) * 3 - padding);
    let filled = 0;
    let buffer = 0;
    for (let at = 0; at < text.length - padding; at++) {
      const value = alphabet.indexOf(text[at] as string);
      if (value < 0) throw new SyntaxError('not base64');
      buffer = ((buffer << 6) | value) & 0xffffff;
      const bits = (((at % 4) + 1) * 6) % 8;
      if (at % 4 > 0) bytes[filled++] = (buffer >>> bits) & 0xff;
    }
    const leftOver = (1 << (padding * 2)) - 1;
    if ((buffer & leftOver) !== 0) throw new SyntaxError('base64 that ends in the middle of a byte');
    return bytes;
  },
};

/** Whether a character belongs to the alphabet, padding not included. */
export const isBase64Digit = (character: string): boolean => character.length === 1 && alphabet.includes(character);
export const base64Digits: readonly string[] = [...alphabet];
