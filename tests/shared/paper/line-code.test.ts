import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ascii, concat } from '../../../shared/bytes.ts';
import { base64, base64Digits } from '../../../shared/paper/base64.ts';
import { crc24, crc24Hex } from '../../../shared/paper/crc24.ts';
import { bodyLengths, decodeBody, encodeBody, judgeLine, type LinePlace, lineLengths } from '../../../shared/paper/line-code.ts';
import { mergeCopies } from '../../../shared/paper/merge.ts';
import { passwordShareLines, passwordSharePlaces, textShareLines, textSharePlaces } from '../../../shared/paper/share-lines.ts';
import { readSheetId } from '../../../shared/paper/sheet-id.ts';
import { suggestLine, suggestSheetId } from '../../../shared/paper/suggest.ts';

/** Bytes that look random and are the same each time. */
function sample(length: number, seed: string): Uint8Array {
  const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, at) => createHash('sha256').update(`${seed} ${at}`).digest());
  return concat(...blocks).subarray(0, length);
}

const pbe = (seed: string) => concat(ascii.encode('Salted__'), sample(56, seed));
const sheetIds = ['K7Q2-M5TX', '0000-0000', 'ZZ9Y-1A3B'];
const keySheetIds = ['J4RW-8N2C', '1111-1111', 'K7Q2-M5TY'];

interface Line {
  readonly place: LinePlace;
  /** Content and check, without spaces. */
  readonly typed: string;
  readonly content: string;
}

function linesOf(sheetId: string, bytes: Uint8Array, width: number): Line[] {
  const lengths = bodyLengths(bytes.length, width);
  return encodeBody(sheetId, bytes, width).map(({ number, groups, check }, at) => {
    const content = groups.join('');
    return { place: { sheetId, number, alphabet: 'base64', length: lengths[at] as number }, typed: content + check, content };
  });
}

const shareSheets = sheetIds.map((sheetId) => linesOf(sheetId, pbe(sheetId), lineLengths['share-file']));
const keySheets = keySheetIds.map((sheetId) => linesOf(sheetId, sample(187, sheetId), lineLengths['wrapped-key']));
const allLines = [...shareSheets, ...keySheets].flat();

/** Every single character replaced by every other one, in the content and in the check. */
function* substitutions({ typed, content }: Line): Generator<string> {
  for (let at = 0; at < typed.length; at++) {
    const digits = at < content.length ? [...base64Digits, '='] : '0123456789ABCDEF';
    for (const digit of digits) if (digit !== typed[at]) yield typed.slice(0, at) + digit + typed.slice(at + 1);
  }
}

function* transpositions({ typed }: Line): Generator<string> {
  for (let at = 0; at + 1 < typed.length; at++) {
    const swapped = typed.slice(0, at) + typed[at + 1] + typed[at] + typed.slice(at + 2);
    if (swapped !== typed) yield swapped;
  }
}

describe('the check of a line', () => {
  it('is the CRC-24 of OpenPGP', () => {
    expect(crc24(new Uint8Array(0))).toBe(0xb704ce);
    expect(crc24Hex(ascii.encode('123456789'))).toBe('21CF02');
  });

  it('catches every substitution of one character and every exchange of neighbours', () => {
    let tried = 0;
    for (const line of allLines) {
      for (const damaged of [...substitutions(line), ...transpositions(line)]) {
        tried++;
        if (judgeLine(line.place, damaged).kind === 'ok') expect.fail(`${line.typed} passes as ${damaged}`);
      }
    }
    expect(tried).toBeGreaterThan(50_000);
  });

  it('catches a line in the place of another, and one of another sheet', () => {
    for (const sheet of [...shareSheets, ...keySheets]) {
      for (const here of sheet) {
        for (const other of allLines.filter((line) => line !== here)) {
          expect(judgeLine({ ...here.place, length: other.content.length }, other.typed).kind).not.toBe('ok');
        }
      }
    }
  });

  it('catches letters in the wrong case, which base64 means differently', () => {
    for (const line of allLines) {
      expect(judgeLine(line.place, line.content.toLowerCase() + line.typed.slice(-6)).kind).not.toBe('ok');
    }
  });
});

describe('a line as it is typed', () => {
  const [first, , , , , last] = shareSheets[0] as Line[];
  const { place, typed, content } = first as Line;

  it('may have spaces anywhere, and its check in lower case', () => {
    const spaced = ` ${[...content].join(' ')}  ${typed.slice(-6).toLowerCase()} `;
    expect(judgeLine(place, spaced)).toEqual({ kind: 'ok', line: content });
  });

  it('is incomplete until its last character, then right or wrong', () => {
    for (let length = 0; length < typed.length; length++) {
      expect(judgeLine(place, typed.slice(0, length))).toEqual({ kind: 'incomplete', missing: typed.length - length });
    }
    expect(judgeLine(place, `${typed.slice(0, -1)}${typed.endsWith('0') ? '1' : '0'}`)).toEqual({ kind: 'wrong', reason: 'check' });
    expect(judgeLine(place, `${typed}0`)).toEqual({ kind: 'wrong', reason: 'too long' });
  });

  it('is wrong at once where a character is none of base64', () => {
    expect(judgeLine(place, 'U2F?')).toEqual({ kind: 'wrong', reason: 'character', position: 4 });
  });

  it('is judged by its check where nobody knows how long it is', () => {
    const { length: _, ...unknown } = (last as Line).place;
    const whole = (last as Line).typed;
    expect(judgeLine(unknown, whole).kind).toBe('ok');
    expect(judgeLine(unknown, whole.slice(0, -1))).toEqual({ kind: 'incomplete' });
    expect(judgeLine(unknown, `${whole.slice(0, -1)}${whole.endsWith('0') ? '1' : '0'}`)).toEqual({ kind: 'wrong', reason: 'check' });
  });

  it('of a share may be typed without colons and in capitals', () => {
    const share = { prime: '03:ff:ff:fb', index: 2, value: '01:0a:b0:0c' };
    const [prime, index, value] = passwordShareLines('K7Q2-M5TX', share);
    const places = passwordSharePlaces('K7Q2-M5TX').map((each) => (each.alphabet === 'colon-hex' ? { ...each, length: 11 } : each));
    const [at1, at2, at3] = places as [LinePlace, LinePlace, LinePlace];
    expect(judgeLine(at1, `03FF FFFB ${prime?.check}`)).toEqual({ kind: 'ok', line: share.prime });
    expect(judgeLine(at2, `2 ${index?.check}`)).toEqual({ kind: 'ok', line: '2' });
    expect(judgeLine(at3, `01:0A:b0:0c ${value?.check.toLowerCase()}`)).toEqual({ kind: 'ok', line: share.value });
    expect(judgeLine(at3, `01:0A:b0:0d ${value?.check}`).kind).toBe('wrong');
    expect(prime?.groups.join('')).toBe(share.prime);
  });

  it('of a text share holds part of the raw share string', () => {
    const raw = `801${'0123456789abcdef'.repeat(4)}`;
    const lines = textShareLines('K7Q2-M5TX', raw);
    const typedBack = textSharePlaces('K7Q2-M5TX', raw.length).map((each, at) =>
      judgeLine(each, `${lines[at]?.groups.join(' ')} ${lines[at]?.check}`),
    );
    expect(typedBack.map((verdict) => verdict.kind === 'ok' && verdict.line).join('')).toBe(raw);
  });
});

describe('a suggestion', () => {
  it('is the line itself for every substitution and exchange in a share file sheet', () => {
    for (const line of (shareSheets[0] as Line[]).slice(3)) {
      for (const damaged of [...substitutions(line), ...transpositions(line)]) {
        const suggestion = suggestLine(line.place, damaged);
        if (suggestion.kind !== 'one' || suggestion.line !== line.content) {
          expect.fail(`${damaged}: ${JSON.stringify(suggestion)} instead of ${line.content}`);
        }
      }
    }
  });

  it('is never another line than the right one for damage in a wrapped key sheet', () => {
    let found = 0;
    let tried = 0;
    for (const line of (keySheets[1] as Line[]).slice(0, 2)) {
      const all = [...substitutions(line)].filter((_, at) => at % 41 === 0);
      for (const damaged of [...all, ...transpositions(line)]) {
        const suggestion = suggestLine(line.place, damaged);
        tried++;
        if (suggestion.kind === 'one') {
          found++;
          expect(suggestion.line).toBe(line.content);
        } else expect(suggestion.kind).toBe('several');
      }
    }
    expect(found / tried).toBeGreaterThan(0.99);
  });

  it('fills in a character that cannot be read, and says where', () => {
    const { place, typed } = (shareSheets[1] as Line[])[2] as Line;
    const suggestion = suggestLine(place, `${typed.slice(0, 6)}?${typed.slice(7)}`);
    expect(suggestion).toEqual({ kind: 'one', typed, line: typed.slice(0, -6), position: 7, change: 'another character' });
  });

  it('is not made where two characters are wrong', () => {
    const { place, typed } = (shareSheets[1] as Line[])[0] as Line;
    expect(suggestLine(place, `??${typed.slice(2)}`)).toEqual({ kind: 'none' });
    // a whole file pasted into one line: found by the fuzzer, which waited for seconds
    expect(suggestLine({ ...place, alphabet: 'hex' }, '2'.repeat(65_536))).toEqual({ kind: 'none' });
  });

  it('finds the sheet ID where that was mistyped and not the lines', () => {
    const lines = (shareSheets[0] as Line[]).slice(0, 2);
    expect(suggestSheetId('k7q2m5xt', lines)).toBe('K7Q2-M5TX');
    expect(suggestSheetId('K7Q2-M5T1', lines)).toBe('K7Q2-M5TX');
    expect(suggestSheetId('K7Q2-M511', lines)).toBeUndefined();
  });
});

describe('a sheet', () => {
  it('comes back from the lines as they are printed, whatever the length of the file', () => {
    for (const length of [1, 2, 3, 47, 48, 49, 64, 187, 1000]) {
      for (const width of Object.values(lineLengths)) {
        const bytes = sample(length, 'any');
        expect(decodeBody(linesOf('K7Q2-M5TX', bytes, width).map(({ content }) => content))).toEqual(bytes);
      }
    }
  });

  it('holds the lines that openssl base64 writes, and openssl restores the file from lines as typed', () => {
    const key = sample(1187, 'a wrapped key');
    const printed = linesOf('K7Q2-M5TX', key, 64).map(({ content }) => content);
    expect(`${printed.join('\n')}\n`).toBe(execFileSync('openssl', ['base64'], { input: key, encoding: 'utf8' }));
    for (const [bytes, width] of [
      [pbe('any'), 16],
      [key, 64],
    ] as const) {
      const typed = encodeBody('K7Q2-M5TX', bytes, width).map(({ groups }) => `${groups.join('')}\n`);
      expect(new Uint8Array(execFileSync('openssl', ['base64', '-d'], { input: typed.join('') }))).toEqual(bytes);
    }
  });

  it('refuses a body that no encoder wrote', () => {
    expect(() => base64.decode('AB=')).toThrow(SyntaxError);
    expect(() => base64.decode('AB==')).toThrow(SyntaxError);
    expect(() => base64.decode('A===')).toThrow(SyntaxError);
    expect(() => base64.decode('AA==AAAA')).toThrow(SyntaxError);
  });

  it('is put together from two damaged copies, line by line', () => {
    const lines = shareSheets[2] as Line[];
    const lengths = lines.map(({ content }) => content.length);
    const copy = (bad: number[]) => lines.map(({ typed }, at) => (bad.includes(at) ? typed.replace(/^./, '?') : typed));
    const copies = [
      { sheetId: 'ZZ9Y-1A3B', lines: copy([0, 3]) },
      { sheetId: 'zz9y 1a3b', lines: copy([1, 3]) },
    ].map((each) => ({ ...each, sheetId: readSheetId(each.sheetId) ?? '' }));
    const merged = mergeCopies(copies, { alphabet: 'base64', lengths });
    expect(merged.map(({ from }) => from.join())).toEqual(['2', '1', '1,2', '', '1,2', '1,2']);
    expect(merged.map(({ line }) => line)).toEqual(lines.map(({ content }, at) => (at === 3 ? undefined : content)));
  });
});

it('an ID is read as people type it, and nothing else is taken for one', () => {
  for (const typed of ['K7Q2-M5TX', 'k7q2 m5tx', ' K7Q2M5TX']) expect(readSheetId(typed)).toBe('K7Q2-M5TX');
  expect(readSheetId('oil0-1234')).toBe('0110-1234');
  for (const typed of ['', 'K7Q2-M5T', 'K7Q2-M5TXX', 'K7Q2-M5TU', 'K7Q2-M5T!']) expect(readSheetId(typed)).toBeUndefined();
});
