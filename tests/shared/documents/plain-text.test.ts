import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainText } from '../../../shared/documents/plain-text.ts';
import { cellsWide } from '../../../shared/documents/text-columns.ts';
import { linesOfText, visible } from '../../../shared/documents/visible-text.ts';
import type { DocumentModel } from '../../../shared/models/document.ts';

const model = (part: Partial<DocumentModel>): DocumentModel => ({
  fileName: 'report',
  title: 'Test report',
  made: '2026-03-14 14:05 UTC+01:00',
  practice: false,
  parts: [],
  ...part,
});

describe('a document as plain text', () => {
  it('stands in columns, with the words of the paper', () => {
    const text = plainText(
      model({
        subtitle: 'Device room-1 UTTEST00001',
        parts: [
          { kind: 'statement', mark: 'bad', text: 'Failed: 1 of 2 keys.' },
          { kind: 'heading', text: 'Device' },
          {
            kind: 'facts',
            facts: [
              { term: 'Serial', value: 'UTTEST00001', digits: true },
              { term: 'Witness', value: '' },
            ],
          },
          {
            kind: 'table',
            columns: [
              { title: 'Key', width: 1 },
              { title: 'Result', width: 1 },
              { title: 'What was done', width: 2 },
            ],
            rows: [
              [
                'webadm',
                { mark: 'good', text: 'passed' },
                '96 random bytes were encrypted by one path, decrypted by the other and compared',
              ],
              ['signing', { mark: 'open', text: 'not tested' }, 'x'],
            ],
          },
          { kind: 'list', ordered: true, items: ['first', 'second'] },
          { kind: 'signatures', blocks: [{ role: 'Operator', name: 'Ada Lovelace' }] },
        ],
      }),
    );
    expect(text.split('\n')).toEqual([
      'Test report',
      '===========',
      'Device room-1 UTTEST00001',
      '',
      '[X] Failed: 1 of 2 keys.',
      '',
      'Device',
      '------',
      '',
      'Serial                      UTTEST00001',
      'Witness                     ________________________________________',
      '',
      'Key                       Result                    What was done',
      `${'-'.repeat(24)}  ${'-'.repeat(24)}  ${'-'.repeat(48)}`,
      'webadm                    [+] passed                96 random bytes were encrypted by one path,',
      `${' '.repeat(52)}decrypted by the other and compared`,
      'signing                   [-] not tested            x',
      '',
      '  1. first',
      '  2. second',
      '',
      'Operator                    Ada Lovelace',
      'Signature, date             ________________________________________',
      '',
      '',
      '-'.repeat(100),
      'Conclave, 2026-03-14 14:05 UTC+01:00',
      '',
    ]);
  });

  it('keeps the lines of a paragraph, which its author broke', () => {
    expect(plainText(model({ parts: [{ kind: 'paragraph', text: 'one\ntwo' }] }))).toContain('\none\ntwo\n');
  });

  it('of a rehearsal says so at its beginning and at its end', () => {
    const lines = plainText(model({ practice: true }))
      .trim()
      .split('\n');
    expect(lines[0]).toBe('REHEARSAL: not for real keys');
    expect(lines.at(-1)).toContain('REHEARSAL: not for real keys');
  });

  it('keeps every line within 100 cells and loses no letter, whatever it is made of', () => {
    const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.string({ unit: 'binary', maxLength: 300 }));
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text, text), { maxLength: 5 }), text, (rows, said) => {
        const columns = ['A', 'B', 'C'].map((title, at) => ({ title, width: at + 1 }));
        const plain = plainText(
          model({
            title: said,
            parts: [
              { kind: 'table', columns, rows },
              { kind: 'paragraph', text: said },
            ],
          }),
        );
        expect(plain).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
        for (const line of plain.split('\n')) expect(cellsWide(line)).toBeLessThanOrEqual(100);
        const letters = (of: string) =>
          [...of]
            .filter((each) => /[\p{L}\p{N}]/u.test(each))
            .sort()
            .join('');
        const expected = letters(`${visible(said)}${linesOfText(said).map(visible).join('')}${rows.flat().map(visible).join('')}`);
        const frame = letters(`Conclave, 2026-03-14 14:05 UTC+01:00 A B C`);
        expect(letters(plain)).toBe(letters(expected + frame));
      }),
      { numRuns: 60 },
    );
  });

  it('cannot be forged by a label that holds line breaks, colours of a terminal or turned text', () => {
    const text = plainText(model({ parts: [{ kind: 'statement', mark: 'bad', text: 'evil\r\n[+] passed\u001b[2K\u202e' }] }));
    expect(text).toContain('[X] evil‹U+000D›‹U+000A›[+] passed‹U+001B›[2K‹U+202E›\n');
  });
});
