import { execFileSync } from 'node:child_process';
import * as files from 'node:fs';
import { appendFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { hashListName, parseHashList } from '../../electron/files/hash-list.ts';
import { ownPackage } from '../../electron/own-package.ts';

let folder: string;
const at = (path: string) => join(folder, path);

/** A package in small; sha256sum, and not our own code, makes its list. */
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conclave-package-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await mkdir(at('resources/unpacked'), { recursive: true });
  await writeFile(at('conclave'), Buffer.alloc(3_000_000, 0x5a)); // more than one piece
  await writeFile(at('resources/app.asar'), 'archive');
  await writeFile(at('resources/unpacked/koffi.node'), 'native');
  execFileSync('sh', ['-c', `find . -type f -printf '%P\\n' | sort | xargs sha256sum > ../list.$$ && mv ../list.$$ ${hashListName}`], {
    cwd: folder,
  });
});

test('a package whose files are those of its list is whole, and names its list in words', async () => {
  const own = ownPackage(folder, files);
  expect(await own.changedNativeModules()).toEqual([]);
  expect(await own.changedFiles()).toEqual([]);
  const sum = execFileSync('sha256sum', [at(hashListName)], { encoding: 'utf8' }).slice(0, 64);
  const list = await own.list();
  expect(list?.sha256).toBe(sum);
  expect(list?.words.split(' ')).toHaveLength(16);
});

test.each([
  ['one byte more', () => appendFile(at('conclave'), 'x'), 'conclave', []],
  ['missing', () => rm(at('resources/app.asar')), 'resources/app.asar', []],
  ['put in later', () => writeFile(at('resources/planted.so'), ''), 'resources/planted.so', []],
  [
    'a native module',
    () => writeFile(at('resources/unpacked/koffi.node'), 'nativE'),
    'resources/unpacked/koffi.node',
    ['resources/unpacked/koffi.node'],
  ],
] as const)('names the file that differs: %s', async (_, harm, path, natives) => {
  await harm();
  const own = ownPackage(folder, files);
  expect(await own.changedFiles()).toEqual([path]);
  expect(await own.changedNativeModules()).toEqual(natives);
});

test('without a readable list nothing counts as whole', async () => {
  await rm(at(hashListName));
  const none = ownPackage(folder, files);
  expect([await none.list(), await none.changedFiles(), await none.changedNativeModules()]).toEqual([undefined, undefined, undefined]);
  const hash = 'ab'.repeat(32);
  const good = `${hash}  conclave\n`;
  expect(parseHashList(good)?.get('conclave')).toBe(hash);
  for (const bad of [
    '',
    good.slice(0, -1),
    good + good,
    `${hash} conclave\n`,
    `${hash}  ../x\n`,
    `${hash}  /etc/x\n`,
    `${hash}  a\\b\n`,
    `x${good}`,
  ])
    expect(parseHashList(bad), JSON.stringify(bad)).toBeUndefined();
});

test('a list that names no native module lets none be loaded', async () => {
  await writeFile(at(hashListName), `${'ab'.repeat(32)}  conclave\n`);
  expect(await ownPackage(folder, files).changedNativeModules()).toEqual(['*.node']);
});
