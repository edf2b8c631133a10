import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { atMost } from '../../../build/bench/bench.ts';
import { figureRows, markdown, writeInto } from '../../../build/bench/tables.ts';
import { what } from '../../../build/bench/what.ts';

const readme = [
  'Before.',
  '<!-- measured: figures -->',
  '',
  '| name | what | measured | goal |',
  '|---|---|---|---|',
  '| `start.time-ratio` | old words | 1.49 | ≤ 1.5 |',
  '| `rss.ratio` | memory | 1.17 | ≤ 1.5 |',
  '',
  '<!-- end -->',
  'Between | with a bar.',
  '<!-- measured: faults -->',
  '<!-- end -->',
  'After.',
  '',
].join('\n');

describe('the tables of the README', () => {
  it('take what was measured, leave other rows and all else as they are', () => {
    const written = writeInto(readme, [atMost('start.time-ratio', 1.234567, 'ratio', 1.5, 'app 400 ms, bare 324 ms')], []);
    expect(written.split('\n')).toEqual(
      readme
        .split('\n')
        .map((line) =>
          line.startsWith('| `start')
            ? '| `start.time-ratio` | process start to the first device in the tree, against a bare window on the same runtime (app 400 ms, bare 324 ms) | 1.235 | ≤ 1.5 |'
            : line,
        ),
    );
  });

  it('are the same when the same is written twice', () => {
    const figures = [atMost('kdf.vs-c', 1, 'ratio', 1.15, 'x'), atMost('package.mb', 220, 'MB', 230, 'y')];
    const tables = [{ name: 'faults', head: ['operation', 'pulled'], rows: [['Export | Key', '3/3']] }];
    const once = writeInto(readme, figures, tables);
    expect(writeInto(once, figures, tables)).toBe(once);
    expect(once).toContain('| Export \\| Key | 3/3 |');
    expect([...figureRows(once).keys()]).toEqual(['start.time-ratio', 'rss.ratio', 'kdf.vs-c', 'package.mb']);
  });

  it('are refused where the README has no place for them', () => {
    expect(() => writeInto(readme, [], [{ name: 'fuzz', head: ['parser'], rows: [] }])).toThrow('no place for "fuzz"');
  });

  it('keep each row on one line', () => {
    expect(markdown({ head: ['a'], rows: [['one\ntwo']] })).toBe('| a |\n|---|\n| one two |\n');
  });

  it('of this repository name figures that there are', () => {
    const text = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
    const [, place = ''] = /<!-- measured: figures -->(.*?)<!-- end -->/s.exec(text) ?? [];
    const rows = [...figureRows(place).keys()];
    expect(rows.length).toBeGreaterThan(10);
    expect(rows.filter((name) => !(name in what))).toEqual([]);
  });
});
