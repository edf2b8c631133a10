import { describe, expect, it } from 'vitest';
import { completeSheets } from '../../../electron/secret-window/scanner/page/enough.ts';
import { findCodes } from '../../../electron/secret-window/scanner/page/find-codes.ts';
import { imageType } from '../../../electron/secret-window/scanner/page/read-image.ts';
import { sampleSheets } from '../../ceremony/sample-sheets.ts';
import { pictureOf } from './picture.ts';

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
    const found = await findCodes(pictureOf(960, 960, codes, { degrees: 2, noise: 40 }), never);
    expect(new Set(found)).toEqual(new Set([first, second, third]));
  });

  it('are found small, at less than three pixels a module', async () => {
    expect(await findCodes(pictureOf(420, 420, [{ text: first, left: 60, top: 60, module: 2.6 }], { degrees: 1 }), never)).toEqual([first]);
  });

  it('leave the picture as it was', async () => {
    const picture = pictureOf(420, 420, [{ text: first, left: 60, top: 60, module: 3 }]);
    const before = picture.data.slice();
    await findCodes(picture, never);
    expect(picture.data).toEqual(before);
  });

  it('are none on an empty page', async () => {
    expect(await findCodes(pictureOf(300, 300, []), never)).toEqual([]);
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
