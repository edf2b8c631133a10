import qrcode from 'qrcode';
import { describe, expect, it } from 'vitest';
import { completeSheets } from '../../../electron/secret-window/scanner/page/enough.ts';
import { findCodes, type Picture } from '../../../electron/secret-window/scanner/page/find-codes.ts';
import { imageType } from '../../../electron/secret-window/scanner/page/read-image.ts';
import { sampleSheets } from '../../ceremony/sample-sheets.ts';

interface Placed {
  readonly text: string;
  readonly left: number;
  readonly top: number;
  /** Pixels a module. */
  readonly module: number;
}

/** A page with codes on it, turned by some degrees, with some noise: each pixel from nine samples. */
function page(width: number, height: number, codes: readonly Placed[], { degrees = 0, noise = 0 } = {}): Picture {
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

const never = () => false;
const [first = '', second = '', third = ''] = sampleSheets()['wrapped-rsa']?.codes.map(({ text }) => text) ?? [];

describe('codes in a picture', () => {
  it('are all found on one page, turned and noisy', async () => {
    const codes = [first, second, third].map((text, at) => ({
      text,
      left: 60 + (at % 2) * 420,
      top: 60 + Math.floor(at / 2) * 420,
      module: 4.4,
    }));
    const found = await findCodes(page(960, 960, codes, { degrees: 2, noise: 40 }), never);
    expect(new Set(found)).toEqual(new Set([first, second, third]));
  });

  it('are found small, at less than three pixels a module', async () => {
    expect(await findCodes(page(420, 420, [{ text: first, left: 60, top: 60, module: 2.6 }], { degrees: 1 }), never)).toEqual([first]);
  });

  it('leave the picture as it was', async () => {
    const picture = page(420, 420, [{ text: first, left: 60, top: 60, module: 3 }]);
    const before = picture.data.slice();
    await findCodes(picture, never);
    expect(picture.data).toEqual(before);
  });

  it('are none on an empty page', async () => {
    expect(await findCodes(page(300, 300, []), never)).toEqual([]);
  });
});

describe('whether there are enough', () => {
  it('is said by the codes themselves', () => {
    expect(completeSheets([])).toBe(false);
    expect(completeSheets(['https://example.org'])).toBe(false);
    expect(completeSheets([first])).toBe(false);
    const all = sampleSheets()['wrapped-rsa']?.codes.map(({ text }) => text) ?? [];
    expect(completeSheets([...all, 'something else'])).toBe(true);
    expect(
      completeSheets([
        ...all,
        ...(sampleSheets()
          ['wrapped-ec']?.codes.slice(0, 1)
          .map(({ text }) => text.replace('K7Q2', 'K7Q3')) ?? []),
      ]),
    ).toBe(false);
  });
});

describe('a file', () => {
  it('is known by its first bytes, not by its name', () => {
    expect(imageType(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10))).toBe('image/png');
    expect(imageType(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0))).toBe('image/jpeg');
    expect(imageType(new TextEncoder().encode('%PDF-1.7'))).toBeUndefined();
    expect(imageType(new Uint8Array(0))).toBeUndefined();
  });
});
