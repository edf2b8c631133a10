import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Transcript } from '../../../electron/ceremony/transcript/transcript.ts';
import { verifyCommand } from '../../../electron/ceremony/transcript/verify-cli.ts';

let folder: string;
let path: string;
let head: string;
let lines: string[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conclave-verify-'));
  path = join(folder, 'transcript.jsonl');
  const transcript = await Transcript.open(path, { subject: { title: 'Vault', practice: false }, opening: {} });
  for (const words of ['Initialize Device', 'Import DKEK Share', 'Generate AES Key']) await transcript.append('operation', { words });
  await transcript.close();
  head = transcript.head.sha256;
  lines = (await readFile(path, 'utf8')).split(/(?<=\n)/);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function verify(content: string, ...more: string[]) {
  const file = join(folder, 'given.jsonl');
  await writeFile(file, content);
  const said: string[] = [];
  const code = await verifyCommand([file, ...more], (line) => said.push(line));
  return { code, said: said.join('\n') };
}

test('accepts what was written, and says its head in hex and words', async () => {
  const { code, said } = await verify(lines.join(''), '--head', head.toUpperCase());
  expect(code).toBe(0);
  expect(said).toContain(head);
  expect(said).toContain('5 entries');
  expect(said).toContain('production');
  expect(said.split('\n').find((line) => line.split(' ').length === 32)).toBeDefined();
});

test('rejects a changed byte, a removed, reordered or cut entry and a foreign tail', async () => {
  const [first, second, third, ...rest] = lines as [string, string, string, ...string[]];
  const all = lines.join('');
  const bad: Record<string, string> = {
    changed: all.replace('Import DKEK', 'Export DKEK'),
    removed: [first, second, ...rest].join(''),
    reordered: [first, third, second, ...rest].join(''),
    'cut within an entry': all.slice(0, -20),
    'foreign tail': all + first,
  };
  for (const [name, content] of Object.entries(bad)) {
    const { code, said } = await verify(content, '--head', head);
    expect([name, code]).toEqual([name, 1]);
    expect(said).toContain('NOT WHOLE: line ');
  }
  // Cut between two entries: a whole chain, which only the head betrays.
  const cut = await verify(lines.slice(0, -1).join(''), '--head', head);
  expect(cut).toMatchObject({ code: 1, said: expect.stringContaining('OTHER HEAD') });
  expect((await verify(lines.slice(0, -1).join(''))).said).toContain('Compare the head with the minutes');
});

test('says how it is used, and what it could not read', async () => {
  const said: string[] = [];
  expect(await verifyCommand([], (line) => said.push(line))).toBe(2);
  expect(await verifyCommand([path, '--head', '12'], (line) => said.push(line))).toBe(2);
  expect(said.join()).toContain('npm run verify');
  expect(await verifyCommand([join(folder, 'none')], (line) => said.push(line))).toBe(2);
  expect(said.join()).toContain('does not exist');
});
