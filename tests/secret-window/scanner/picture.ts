import qrcode from 'qrcode';
import type { Picture } from '../../../electron/secret-window/scanner/page/find-codes.ts';

export interface PlacedCode {
  readonly text: string;
  readonly left: number;
  readonly top: number;
  /** Pixels a module. */
  readonly module: number;
}

/** A page with codes on it, turned by some degrees, with some noise: each pixel from nine samples. */
export function pictureOf(width: number, height: number, codes: readonly PlacedCode[], { degrees = 0, noise = 0 } = {}): Picture {
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const grids = codes.map((code) => {
    const { size, data: dark } = qrcode.create([{ data: code.text, mode: 'alphanumeric' }], { errorCorrectionLevel: 'M' }).modules;
    return { ...code, size, dark };
  });
  let state = 1;
  const isDark = (x: number, y: number) =>
    grids.some(({ left, top, module, size, dark }) => {
      const [column, row] = [Math.floor((x - left) / module), Math.floor((y - top) / module)];
      return column >= 0 && row >= 0 && column < size && row < size && dark[row * size + column] === 1;
    });
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let light = 0;
      for (let k = 0; k < 9; k++) {
        const [dx, dy] = [x + ((k % 3) + 0.5) / 3 - width / 2, y + (Math.floor(k / 3) + 0.5) / 3 - height / 2];
        if (!isDark(dx * cos + dy * sin + width / 2, -dx * sin + dy * cos + height / 2)) light += 255 / 9;
      }
      state = (Math.imul(state, 1664525) + 1013904223) | 0;
      const value = light + ((state >>> 16) / 65535 - 0.5) * 2 * noise;
      data.set([value, value, value], 4 * (y * width + x));
    }
  }
  return { width, height, data };
}
