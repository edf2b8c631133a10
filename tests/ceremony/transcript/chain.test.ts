import { expect, test } from 'vitest';
import { encodeEntry, hashOfLine, LONGEST_LINE, noEntry, readChain } from '../../../electron/ceremony/transcript/chain.ts';
import { utf8 } from '../../../shared/bytes.ts';
import type { Entry } from '../../../shared/models/transcript.ts';

function linesOf(count: number, name = 'A'): Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let n = 1; n <= count; n++) {
    const before = lines.at(-1);
    const entry: Entry = {
      n,
      at: `2026-11-25T10:00:0${n}.000Z`,
      previous: before ? hashOfLine(before) : noEntry,
      kind: n === 1 ? 'begun' : 'operation',
      facts: { name, n },
    };
    lines.push(encodeEntry(entry));
  }
  return lines;
}

const brokenAt = (lines: readonly Uint8Array[]) => {
  const chain = readChain(lines);
  return chain.whole ? 'whole' : `${chain.broken.line}: ${chain.broken.detail}`;
};

test('reads a whole chain and gives the hash of its last line', () => {
  const lines = linesOf(5);
  const chain = readChain(lines);
  expect(chain).toMatchObject({ whole: true, head: { entries: 5, sha256: hashOfLine(lines[4] as Uint8Array) } });
  expect(chain.entries.map(({ n }) => n)).toEqual([1, 2, 3, 4, 5]);
  expect(readChain([])).toMatchObject({ whole: true, head: { entries: 0, sha256: noEntry } });
});

test('finds every single changed byte, wherever it is but in the last line, whose hash is the head', () => {
  const lines = linesOf(4);
  const head = readChain(lines);
  let tried = 0;
  for (const [index, line] of lines.entries()) {
    for (let at = 0; at < line.length; at++) {
      const changed = line.slice();
      changed[at] = (changed[at] as number) ^ 1;
      const chain = readChain(lines.map((each, i) => (i === index ? changed : each)));
      if (index < 3) {
        expect(chain.whole).toBe(false);
        if (!chain.whole) expect([index + 1, index + 2]).toContain(chain.broken.line);
      } else if (chain.whole) expect(chain.head).not.toEqual(head.whole && head.head);
      tried++;
    }
  }
  expect(tried).toBeGreaterThan(500);
});

test('names the place where entries were removed, reordered, repeated, or come from another transcript', () => {
  const lines = linesOf(5);
  const [first, second, third, fourth, fifth] = lines as [Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array];
  expect(brokenAt([first, second, fourth, fifth])).toMatch(/^3: it is entry 4, but entry 3 should come here: entries were removed/);
  expect(brokenAt([second, third])).toMatch(/^1: it is entry 2, but entry 1/);
  expect(brokenAt([first, third, second, fourth])).toMatch(/^2: it is entry 3/);
  expect(brokenAt([first, second, second, third])).toMatch(/^3: it is entry 2, but entry 3 should come here: entries were repeated/);
  expect(brokenAt([first, second, third, ...linesOf(5, 'B').slice(3)])).toMatch(/^4: it does not follow the line before it/);
});

test('takes no line that it would not have written', () => {
  const [line] = linesOf(1) as [Uint8Array];
  const text = utf8.decode(line);
  const strange = [
    '',
    'null',
    '[]',
    ` ${text}`,
    text.replace('"n":1', '"n":1,"n":1'),
    text.replace('"n":1', '"n":1.0'),
    text.replace('"facts":{', '"facts":{"x":null,'),
    text.replace('}}', '},"more":1}'),
    text.replace('begun', 'unheard'),
    `${text}\r`,
  ];
  for (const each of strange) expect(brokenAt([utf8.encode(each)])).toBe('1: it is not an entry of a transcript');
  expect(brokenAt([Uint8Array.of(0xff, 0xfe)])).toMatch(/^1/);
  expect(brokenAt([new Uint8Array(LONGEST_LINE + 1).fill(0x20)])).toMatch(/^1/);
  const nested = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`;
  expect(brokenAt([utf8.encode(text.replace('"facts":{', `"facts":{"deep":${nested.slice(0, 60_000)},`))])).toMatch(/^1/);
});

test('a time before that of the entry before it breaks the chain', () => {
  const [line] = linesOf(1) as [Uint8Array];
  const earlier = encodeEntry({ n: 2, at: '2026-11-25T09:00:00.000Z', previous: hashOfLine(line), kind: 'closed', facts: {} });
  expect(brokenAt([line, earlier])).toBe('2: its time is before that of entry 1');
});
