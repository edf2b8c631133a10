import type { Picture } from './find-codes.ts';

/** More pixels than this show no code better, and would take memory without bound. */
export const largestSide = 5000;

const isPng = (bytes: Uint8Array) => bytes[0] === 0x89 && bytes[1] === 0x50 && bytes[2] === 0x4e && bytes[3] === 0x47;
const isJpeg = (bytes: Uint8Array) => bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;

/** The MIME type of a picture that we read, by its first bytes; undefined for anything else. */
export function imageType(bytes: Uint8Array): 'image/png' | 'image/jpeg' | undefined {
  if (isPng(bytes)) return 'image/png';
  return isJpeg(bytes) ? 'image/jpeg' : undefined;
}

/** The pixels of a PNG or JPEG, on white, scaled down where a side is longer than `largestSide`. Rejects where it is damaged. */
export async function readImage(bytes: Uint8Array, type: string): Promise<Picture> {
  const bitmap = await createImageBitmap(new Blob([bytes as Uint8Array<ArrayBuffer>], { type }));
  try {
    const scale = Math.min(1, largestSide / Math.max(bitmap.width, bitmap.height));
    const canvas = new OffscreenCanvas(Math.max(1, Math.round(bitmap.width * scale)), Math.max(1, Math.round(bitmap.height * scale)));
    return pixels(canvas, (context) => context.drawImage(bitmap, 0, 0, canvas.width, canvas.height));
  } finally {
    bitmap.close();
  }
}

/** Draws on a white canvas and reads its pixels. */
export function pixels(canvas: OffscreenCanvas, draw: (context: OffscreenCanvasRenderingContext2D) => void): Picture {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no canvas');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  draw(context);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
