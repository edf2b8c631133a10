import { decodeQRBatch, type Quad } from 'qr/decode.js';

/** Pixels in RGBA, row by row. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** Milliseconds for the retries of one attempt; the first search always runs to its end. */
const retryMs = 400;
/** Larger pictures gain nothing from doubling: their modules have pixels enough. */
const largestToDouble = 2600;

type Attempt = (picture: Picture) => Picture | undefined;

/** What is tried in turn, each on what the ones before have not found. The order is by how often it helps. */
const attempts: readonly Attempt[] = [
  (picture) => picture,
  blurred,
  halved,
  doubled,
  thickened,
  thinned,
  (picture) => halved(blurred(picture)),
];

/**
 * The texts of all QR codes in a picture, each once, in no order. Goes on with other treatments of the picture until
 * `enough` of the texts found so far, or until none is left. `thorough` false: one attempt, for frames of a camera.
 */
export async function findCodes(picture: Picture, enough: (texts: readonly string[]) => boolean, thorough = true): Promise<string[]> {
  const texts = new Set<string>();
  // An ImageData's size is no property of its own: a spread would lose it.
  const rest = { width: picture.width, height: picture.height, data: new Uint8ClampedArray(picture.data) };
  for (const attempt of thorough ? attempts : attempts.slice(0, 1)) {
    const treated = attempt(rest);
    if (!treated) continue;
    const scale = rest.width / treated.width;
    const found: Quad[] = [];
    for (const text of await decode(treated, found)) texts.add(text);
    if (enough([...texts])) break;
    // What was found would be found again, and hides what was not.
    for (const outline of found) erase(rest, outline, scale);
  }
  return [...texts];
}

async function decode(picture: Picture, found: Quad[]): Promise<string[]> {
  const [results = []] = await decodeQRBatch([picture], {
    maxSize: { width: picture.width, height: picture.height },
    effort: 64,
    timeLimit: retryMs,
    pointsOnDetect: ({ bounds }, result) => typeof result === 'string' && found.push(bounds),
  });
  return results.filter((result): result is string => typeof result === 'string');
}

/** Paints the box around a code white. */
function erase({ width, height, data }: Picture, outline: Quad, scale: number): void {
  const xs = outline.map(({ x }) => x * scale);
  const ys = outline.map(({ y }) => y * scale);
  const clamp = (value: number, limit: number) => Math.round(Math.min(Math.max(value, 0), limit));
  const [left, right] = [clamp(Math.min(...xs), width), clamp(Math.max(...xs), width)];
  const [top, bottom] = [clamp(Math.min(...ys), height), clamp(Math.max(...ys), height)];
  for (let y = top; y < bottom; y++) data.fill(255, 4 * (y * width + left), 4 * (y * width + right));
}

/** Grey values of a picture, one byte a pixel. */
function greyOf({ width, height, data }: Picture): Uint8Array {
  const grey = new Uint8Array(width * height);
  for (let i = 0, o = 0; i < grey.length; i++, o += 4) {
    grey[i] = ((data[o] as number) * 77 + (data[o + 1] as number) * 150 + (data[o + 2] as number) * 29) >> 8;
  }
  return grey;
}

function pictureOf(width: number, height: number, greyAt: (x: number, y: number) => number): Picture {
  const data = new Uint8ClampedArray(4 * width * height);
  for (let y = 0, o = 0; y < height; y++) {
    for (let x = 0; x < width; x++, o += 4) {
      data[o] = data[o + 1] = data[o + 2] = greyAt(x, y);
      data[o + 3] = 255;
    }
  }
  return { width, height, data };
}

/** Each pixel from itself and its two neighbours, first across, then down: a square of 3 by 3. */
function filtered(picture: Picture, choose: (before: number, here: number, after: number) => number): Picture {
  const { width, height } = picture;
  const across = along(greyOf(picture), width * height, 1, choose);
  const both = along(across, width * height, width, choose);
  return pictureOf(width, height, (x, y) => both[y * width + x] as number);
}

/** What runs over an edge is taken from the pixel itself or from the next row: a code does not lie there. */
function along(
  grey: Uint8Array,
  length: number,
  step: number,
  choose: (before: number, here: number, after: number) => number,
): Uint8Array {
  const chosen = new Uint8Array(length);
  for (let at = 0; at < length; at++) {
    const here = grey[at] as number;
    chosen[at] = choose(grey[at - step] ?? here, here, grey[at + step] ?? here);
  }
  return chosen;
}

/** Against the noise of a sensor and of JPEG. */
function blurred(picture: Picture): Picture {
  return filtered(picture, (before, here, after) => (before + here + after) / 3);
}

/** Against faint print: dark spreads. */
function thickened(picture: Picture): Picture {
  return filtered(picture, (before, here, after) => Math.min(before, here, after));
}

/** Against ink that has run: light spreads. */
function thinned(picture: Picture): Picture {
  return filtered(picture, (before, here, after) => Math.max(before, here, after));
}

function halved(picture: Picture): Picture {
  const grey = greyOf(picture);
  const at = (x: number, y: number) => grey[y * picture.width + x] as number;
  return pictureOf(picture.width >> 1, picture.height >> 1, (x, y) => {
    const [left, top] = [2 * x, 2 * y];
    return (at(left, top) + at(left + 1, top) + at(left, top + 1) + at(left + 1, top + 1)) / 4;
  });
}

/** Small codes: two pixels a module become four. Values between are interpolated. */
function doubled(picture: Picture): Picture | undefined {
  const { width, height } = picture;
  if (Math.max(width, height) > largestToDouble) return undefined;
  const grey = greyOf(picture);
  const at = (x: number, y: number) => grey[Math.min(y, height - 1) * width + Math.min(x, width - 1)] as number;
  return pictureOf(2 * width, 2 * height, (x, y) => {
    const [left, top] = [x >> 1, y >> 1];
    const across = (row: number) => (x & 1 ? (at(left, row) + at(left + 1, row)) / 2 : at(left, row));
    return y & 1 ? (across(top) + across(top + 1)) / 2 : across(top);
  });
}
