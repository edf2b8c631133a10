import { execFileSync } from 'node:child_process';
import decodeQR from 'qr/decode.js';

/** The text of the one QR code on a page of a PDF (from 1), as a camera would see it at 100 dots an inch. Throws where there is none. */
export function codeOnPage(pdf: string, page: number): string {
  const grey = execFileSync('pdftoppm', ['-r', '100', '-gray', '-f', String(page), '-l', String(page), pdf], { maxBuffer: 1e8 });
  const [head = '', width = '', height = ''] = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(grey.subarray(0, 40).toString('latin1')) ?? [];
  const pixels = grey.subarray(head.length);
  const data = new Uint8ClampedArray(pixels.length * 4).fill(255);
  for (const [at, value] of pixels.entries()) data.fill(value, 4 * at, 4 * at + 3);
  return decodeQR({ width: Number(width), height: Number(height), data });
}
