import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { enterSheetTask, wholeSheet } from '../../../electron/secret-window/entry/enter-sheet.ts';
import { answerCall, GivenUp, type Scan } from '../../../electron/secret-window/entry/entry-task.ts';
import { pastedBody } from '../../../electron/secret-window/entry/pasted-body.ts';
import { ScannedBody } from '../../../electron/secret-window/entry/scanned-body.ts';
import { judgeSheetLine } from '../../../electron/secret-window/entry/sheet-lines.ts';
import type { SheetModel } from '../../../shared/models/sheet.ts';
import { encodeBody, lineCheck } from '../../../shared/paper/line-code.ts';
import { encodeCodes } from '../../../shared/paper/qr-payload.ts';
import { pbeFile, sample, sampleSheets, wrappedKeyFile } from '../../ceremony/sample-sheets.ts';

const sheets = sampleSheets();
const sheetId = 'K7Q2-M5TX';
const prompt = { title: 'Restore from Paper', purpose: '' };
const model = (name: string) => sheets[name] as SheetModel;
const linesOf = ({ lines }: SheetModel) => lines.map(({ groups, check }) => `${groups.join(' ')} ${check}`);
const typed = (name: string, more: object = {}) => ({
  kind: model(name).kind,
  sheetId,
  lines: linesOf(model(name)),
  typedLines: model(name).lines.length,
  scannedCodes: 0,
  sha256: '',
  ...more,
});
const code = (act: () => unknown) => {
  try {
    act();
    return 'taken';
  } catch (error) {
    return (error as { failure?: { code: string } }).failure?.code;
  }
};

describe('a typed sheet', () => {
  it('gives the identical file of a share and of wrapped keys', () => {
    expect(wholeSheet(prompt, typed('share-file')).bytes).toEqual(pbeFile);
    expect(wholeSheet(prompt, typed('wrapped-aes')).bytes).toEqual(wrappedKeyFile('AES'));
    expect(wholeSheet(prompt, typed('wrapped-rsa')).bytes).toEqual(wrappedKeyFile('RSA', 1100));
  });

  it('is judged again in main: a line of another sheet, a missing line, a missing end, another kind', () => {
    const lines = linesOf(model('share-file'));
    const swapped = [lines[1], lines[0], ...lines.slice(2)];
    expect(code(() => wholeSheet(prompt, typed('share-file', { lines: swapped })))).toBe('sheet-incomplete');
    expect(code(() => wholeSheet(prompt, typed('share-file', { sheetId: 'K7Q2-M5TY' })))).toBe('sheet-incomplete');
    expect(code(() => wholeSheet(prompt, typed('share-file', { lines: lines.slice(0, 5) })))).toBe('pbe-length');
    expect(code(() => wholeSheet(prompt, typed('wrapped-rsa', { lines: linesOf(model('wrapped-rsa')).slice(0, -1) })))).toBe(
      'wrapped-key-malformed',
    );
    expect(code(() => wholeSheet(prompt, typed('share-file', { kind: 'wrapped-key' })))).not.toBe('taken');
    expect(code(() => wholeSheet(prompt, typed('share-file', { sheetId: '' })))).toBe('nothing-typed');
    expect(code(() => wholeSheet(prompt, { lines: 'no' }))).toBe('request-malformed');
  });

  it('passes the gates of its kind only', () => {
    const body = encodeBody(sheetId, sample(64, 'no salt'), 16).map(({ groups, check }) => `${groups.join('')} ${check}`);
    expect(code(() => wholeSheet(prompt, typed('share-file', { lines: body })))).toBe('pbe-no-salt');
  });

  it('is compared with as much of its SHA-256 as was typed', () => {
    const hash = createHash('sha256').update(pbeFile).digest('hex');
    expect(
      wholeSheet(prompt, typed('share-file', { sha256: `${hash.slice(0, 4)} ${hash.slice(4, 8).toUpperCase()}` })).sha256Typed,
    ).toBeUndefined();
    expect(wholeSheet(prompt, typed('share-file', { sha256: hash })).sha256Typed).toBe(hash);
    expect(code(() => wholeSheet(prompt, typed('share-file', { sha256: 'dead beef' })))).toBe('sheet-hash-differs');
    expect(code(() => wholeSheet(prompt, typed('share-file', { sha256: hash.slice(0, 4) })))).toBe('sheet-hash-differs');
  });

  it('must be the sheet that is looked for', () => {
    const expected = { ...prompt, expected: { sheetId: 'AAAA-BBBB' } };
    expect(code(() => wholeSheet(expected, typed('share-file')))).toBe('part-not-this-sheet');
  });
});

describe('the codes of a sheet', () => {
  const file = wrappedKeyFile('RSA', 1100);
  const codes = encodeCodes('wrapped-key', sheetId, file).map(({ text }) => text);
  const lines = encodeBody(sheetId, file, 64).map(({ groups }) => groups.join(''));

  it('give all lines once all are there, in whatever order', () => {
    const body = new ScannedBody(['share-file', 'wrapped-key']);
    for (const text of [...codes].reverse()) body.add(text);
    expect(body.lines()).toEqual({
      kind: 'wrapped-key',
      sheetId,
      codes: { scanned: codes.length, total: codes.length },
      count: lines.length,
      fewest: lines.length,
      lines: lines.map((line, at) => [at + 1, line]),
    });
  });

  it('give the lines that lie wholly in those that were found', () => {
    expect(codes.length).toBeGreaterThan(3);
    for (let missing = 0; missing < codes.length; missing++) {
      const body = new ScannedBody(['wrapped-key'], sheetId);
      for (const [at, text] of codes.entries()) if (at !== missing) body.add(text);
      const known = body.lines();
      for (const [number, line] of known.lines) expect(line).toBe(lines[number - 1]);
      // A code of up to 300 bytes touches at most eight lines of 48.
      expect(known.lines.length).toBeGreaterThanOrEqual(lines.length - 8);
      expect(known.lines.length).toBeLessThan(lines.length);
      expect(known.count).toBe(missing === codes.length - 1 ? undefined : lines.length);
    }
    const last = new ScannedBody(['wrapped-key']);
    last.add(codes[codes.length - 1] as string);
    expect(last.lines()).toMatchObject({ lines: [], codes: { scanned: 1, total: codes.length } });
    expect(last.lines().fewest).toBeLessThanOrEqual(lines.length);
  });

  it('are kept when the camera is put away before all were seen', async () => {
    const scan: Scan = async (_source, { take }) => {
      take(codes[0] as string);
      throw new GivenUp();
    };
    const task = enterSheetTask(prompt, scan);
    expect(await answerCall(task, 'scan-sheet', { from: 'camera' })).toMatchObject({ ok: true, value: { codes: { scanned: 1 } } });
  });

  it('of another sheet are refused once lines of this one were typed', async () => {
    const task = enterSheetTask(prompt, async (_source, { take }) => void take(codes[0] as string));
    expect(await answerCall(task, 'scan-sheet', { from: 'file', sheetId: 'AAAA-BBBB' })).toMatchObject({
      failure: { code: 'qr-other-sheet' },
    });
  });
});

describe('a line while it is typed', () => {
  const [line = ''] = encodeBody(sheetId, pbeFile, 16).map(({ groups }) => groups.join(''));
  const check = lineCheck(sheetId, '1', line);
  const judge = (content: string, digits: string) => judgeSheetLine('share-file', sheetId, 1, { content, check: digits });

  it('is judged on its last character', () => {
    expect(judge(line.slice(0, 9), '')).toMatchObject({ tone: 'hint', words: '9 of 16 characters' });
    expect(judge(line, check.slice(0, 5))).toMatchObject({ complete: false, tone: 'hint' });
    expect(judge(line, check)).toMatchObject({ complete: true, tone: 'fine' });
    expect(judge(line, check.toLowerCase())).toMatchObject({ complete: true });
    expect(judge(line.toLowerCase(), check)).toMatchObject({ tone: 'wrong' });
  });

  it('cannot be judged before the sheet ID', () => {
    const verdict = judgeSheetLine('share-file', undefined, 1, { content: line, check });
    expect(verdict).toMatchObject({ complete: false, tone: 'hint', words: expect.stringContaining('sheet ID') });
  });

  it('tells what cannot stand in it and what is too short', () => {
    expect(judge(`${line.slice(0, 15)}?`, check).words).toContain('"?"');
    expect(judge(line.slice(1), check)).toMatchObject({ tone: 'wrong', words: '15 characters; this line has 16.' });
  });
});

describe('a pasted body', () => {
  const { lines } = model('wrapped-aes');
  const printed = lines.map(({ number, groups, check }) => ` ${number}  ${groups.join(' ')}   ${check}`).join('\n');

  it('is taken as it is printed, with numbers, groups, checks and the last row', () => {
    const body = pastedBody(`${printed}\n =  157 bytes  SHA256 3f9a 11c0  ID ${sheetId}\n`, 64, 1);
    expect(body?.sheetId).toBe(sheetId);
    expect(body?.lines).toEqual(lines.map(({ groups, check }, at) => ({ number: at + 1, content: groups.join(''), check })));
  });

  it('is taken as openssl writes it, in lines or in one', () => {
    const plain = lines.map(({ groups }) => groups.join(''));
    const wanted = plain.map((content, at) => ({ number: at + 1, content, check: '' }));
    expect(pastedBody(plain.join('\r\n'), 64, 1)?.lines).toEqual(wanted);
    expect(pastedBody(plain.join(''), 64, 1)?.lines).toEqual(wanted);
  });

  it('of one line is left to the field', () => {
    expect(pastedBody(lines[0]?.groups.join(' ') ?? '', 64, 1)).toBeUndefined();
  });
});
