import { copyFile, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readFuses, setFuses, wantedFuses } from '../../build/packages/fuses.mjs';

const executable = join(import.meta.dirname, '../../node_modules/electron/dist/electron');
/** Electron's own names, in the order of its wire (electron/build/fuses/fuses.json5). */
const wire = [
  ['RunAsNode', '0'],
  ['EnableCookieEncryption', '1'],
  ['EnableNodeOptionsEnvironmentVariable', '0'],
  ['EnableNodeCliInspectArguments', '0'],
  ['EnableEmbeddedAsarIntegrityValidation', '1'],
  ['OnlyLoadAppFromAsar', '1'],
  ['LoadBrowserProcessSpecificV8Snapshot', '0'],
  ['GrantFileProtocolExtraPrivileges', '0'],
  ['WasmTrapHandlers', '1'],
] as const;

/** The fuses as they lie in the file, found without the library that set them: sentinel, version, count, one digit each. */
async function digitsIn(path: string): Promise<string> {
  const file = await open(path);
  try {
    const bytes = await file.readFile();
    const place = bytes.indexOf('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX');
    expect(place).toBeGreaterThan(0);
    expect(bytes.indexOf('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX', place + 1)).toBe(-1);
    expect(bytes[place + 32]).toBe(1);
    return bytes.toString('latin1', place + 34, place + 34 + (bytes[place + 33] as number));
  } finally {
    await file.close();
  }
}

test('every fuse of the runtime is set, and only fuses are changed', { timeout: 60_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'conclave-fuses-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const copy = join(folder, 'conclave');
  await copyFile(executable, copy);
  const before = await digitsIn(copy);
  expect(before[0]).toBe('1'); // RunAsNode, as Electron is built
  const read = await setFuses(copy);
  const wanted = wire.slice(0, before.length);
  expect(await digitsIn(copy)).toBe(wanted.map(([, digit]) => digit).join(''));
  expect(read).toEqual(Object.fromEntries(wanted.map(([name, digit]) => [name, digit === '1'])));
  expect(await readFuses(copy)).toEqual(read);
  expect(Object.keys(wantedFuses)).toEqual(wire.map(([name]) => name));
});
