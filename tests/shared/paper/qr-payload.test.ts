import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { create } from 'qrcode';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../shared/failure.ts';
import { base32 } from '../../../shared/paper/base32.ts';
import { CodeCollection, type CodedKind, codeTypes, decodeCode, encodeCodes } from '../../../shared/paper/qr-payload.ts';

const id = 'K7Q2-M5TX';
const kinds = Object.keys(codeTypes) as CodedKind[];
const codesOf = (kind: CodedKind, bytes: Uint8Array, sheetId = id) => encodeCodes(kind, sheetId, bytes).map(({ text }) => text);

function refusal(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error.failure.code;
    throw error;
  }
  return 'nothing';
}

describe('the codes of a sheet', () => {
  it('come back, whatever they hold and in whatever order they are scanned', () => {
    for (const kind of kinds) {
      for (const length of [0, 1, 48, 64, 299, 300, 301, 2000]) {
        const bytes = new Uint8Array(randomBytes(length));
        const collection = new CodeCollection([kind]);
        const codes = codesOf(kind, bytes).reverse();
        expect(codes.map((code) => collection.add(code))).toEqual(codes.map(() => true));
        expect(collection.add(codes[0] as string)).toBe(false);
        expect(collection).toMatchObject({ bytes, sheetId: id, kind, missing: [] });
      }
    }
  });

  it('fit the alphanumeric mode: version 9 at most for a share file with level Q, version 15 for the largest part with level M', () => {
    const version = ({ text, level }: { text: string; level: 'M' | 'Q' }) => {
      const code = create(text, { errorCorrectionLevel: level });
      expect(code.segments.map(({ mode }) => mode.id)).toEqual(['Alphanumeric']);
      return code.version;
    };
    const [share] = encodeCodes('share-file', id, randomBytes(64));
    expect(share).toMatchObject({ level: 'Q', caption: '' });
    expect(share && version(share)).toBeLessThanOrEqual(9);
    for (const code of encodeCodes('wrapped-key', id, randomBytes(300 * 20))) expect(version(code)).toBeLessThanOrEqual(15);
    const aes = encodeCodes('wrapped-key', id, randomBytes(187));
    expect(aes.length).toBe(1);
  });

  it('hold base32 that coreutils reads', () => {
    const bytes = randomBytes(64);
    const body = (codesOf('share-file', bytes)[0] as string).split(' ')[3] as string;
    const padded = body.padEnd(Math.ceil(body.length / 8) * 8, '=');
    expect(execFileSync('base32', ['-d'], { input: padded })).toEqual(bytes);
    expect(() => base32.decode('B')).toThrow(SyntaxError);
    expect(() => base32.decode('AB')).toThrow(SyntaxError);
    expect(() => base32.decode('aa')).toThrow(SyntaxError);
  });
});

describe('a code that is not wanted', () => {
  const [code = ''] = codesOf('password-share', randomBytes(48));
  const collection = () => new CodeCollection(['password-share'], id);

  it('is told apart: not ours, damaged, of another kind, of another sheet', () => {
    expect(refusal(() => collection().add('https://example.org'))).toBe('qr-not-ours');
    expect(refusal(() => collection().add(''))).toBe('qr-not-ours');
    for (let at = 'HSMP1-'.length; at < code.length; at++) {
      const damaged = code.slice(0, at) + (code[at] === 'A' ? 'B' : 'A') + code.slice(at + 1);
      expect(
        refusal(() => decodeCode(damaged)),
        damaged,
      ).toBe('qr-damaged');
    }
    expect(refusal(() => decodeCode(code.slice(0, -1)))).toBe('qr-damaged');
    expect(refusal(() => decodeCode(code.replace('1/1', '2/1')))).toBe('qr-damaged');
    expect(refusal(() => new CodeCollection(['share-file', 'wrapped-key']).add(code))).toBe('qr-wrong-kind');
    const [other = ''] = codesOf('password-share', randomBytes(48), 'ZZZZ-ZZZZ');
    expect(refusal(() => collection().add(other))).toBe('qr-other-sheet');
  });

  it('leaves what was scanned before as it was', () => {
    const bytes = randomBytes(700);
    const [a = '', b = '', c = ''] = codesOf('wrapped-key', bytes);
    const both = new CodeCollection(['wrapped-key', 'share-file']);
    both.add(b);
    expect(refusal(() => both.add(codesOf('wrapped-key', randomBytes(64))[0] as string))).toBe('qr-damaged');
    expect(refusal(() => both.add(codesOf('wrapped-key', bytes, 'ZZZZ-ZZZZ')[0] as string))).toBe('qr-other-sheet');
    expect(both.missing).toEqual([1, 3]);
    expect(both.bytes).toBeUndefined();
    both.add(c);
    both.add(a);
    expect(both.bytes).toEqual(new Uint8Array(bytes));
    both.wipe();
    expect(both).toMatchObject({ bytes: undefined, scanned: 0, missing: undefined });
  });
});
