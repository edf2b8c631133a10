import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SimulatedCard } from '../../electron/simulator/card.ts';
import { lockStateFile } from '../../electron/simulator/state-lock.ts';
import { ask, dkekKcv, importDkek, initialize, login, send, words } from './talk.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'simulator-'));
  path = join(folder, 'device.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const wrongPin = '0020008106393939393939';
const cmac = '80780118 01 00 00';

async function readyInFile(): Promise<SimulatedCard> {
  const card = await SimulatedCard.open(path);
  for (const command of [initialize('920101'), importDkek(), login, '004801B20C 9104 10111892 900400000009']) await ask(card, command);
  await ask(card, '00D7C4010A 54020000 5304A8020C00');
  return card;
}

describe('state file', () => {
  test('everything but the session survives a restart', async () => {
    const card = await readyInFile();
    const mac = await ask(card, cmac);
    await words(card, wrongPin, wrongPin);

    const again = await SimulatedCard.open(path);
    expect(again.serial).toBe(card.serial);
    expect(await words(again, '00200081', cmac, login)).toEqual(['63C1', '6982', '9000']);
    expect(await ask(again, '8052000000')).toBe(`0100${dkekKcv}`);
    expect(await ask(again, '80580000000000')).toBe('C401CC00CC01');
    expect((await send(again, '00B1C4010454020000 00')).data).toBe('A8020C00');
    expect(await ask(again, '00A4000002CC0100')).toContain('900400000008');
    expect(await ask(again, cmac)).toBe(mac);
    expect((await send(again, '00B12F02 000004 54020000 0000'.replace(/ /g, ''))).data).toBe(
      (await send(card, '00B12F02 000004 54020000 0000'.replace(/ /g, ''))).data,
    );
  });

  test('a wrong PIN is on the disk before its answer is given', async () => {
    const card = await readyInFile();
    await words(card, wrongPin);
    expect(await words(await SimulatedCard.open(path), '00200081')).toEqual(['63C2']);
  });

  test('says in the file itself that it is a simulator’s, and leaves nothing else in the folder', async () => {
    await readyInFile();
    expect(await readFile(path, 'utf8')).toMatch(
      /"warning": "SIMULATOR state: a practice device\. Its PINs, DKEK and keys stand here in clear/,
    );
    expect(await readdir(folder)).toEqual(['device.json']);
  });

  test('a half-written new state, as a crash leaves it, is ignored', async () => {
    const card = await readyInFile();
    const whole = await readFile(path, 'utf8');
    await writeFile(`${path}.new`, whole.slice(0, whole.length / 2));
    const again = await SimulatedCard.open(path);
    expect(again.serial).toBe(card.serial);
    expect(await words(again, login, '004802B2')).toEqual(['9000', '9000']);
    expect(await readdir(folder)).toEqual(['device.json']);
    expect((await SimulatedCard.open(path)).serial).toBe(card.serial);
  });

  test('what cannot be saved did not happen: 6581, and the device is as before', async () => {
    const card = await readyInFile();
    await rm(folder, { recursive: true });
    expect(await words(card, login, '004805B2', '80780518 01 00 00')).toEqual(['9000', '6581', '6A88']);
  });

  test.each([
    ['cut off', (text: string) => text.slice(0, -10)],
    ['another file', () => '{"format":"something else"}'],
    ['altered', (text: string) => text.replace(/"triesLeft": 3/, '"triesLeft": "3"')],
    ['with more in it', (text: string) => text.replace('"serial"', '"extra": 1, "serial"')],
  ])('a file that is %s is refused and kept as it is', async (_, damage) => {
    await readyInFile();
    const damaged = damage(await readFile(path, 'utf8'));
    await writeFile(path, damaged);
    await expect(SimulatedCard.open(path)).rejects.toThrow(/^not the state of a simulated device/);
    expect(await readFile(path, 'utf8')).toBe(damaged);
  });

  test('is not taken for another serial', async () => {
    const { serial } = await readyInFile();
    await expect(SimulatedCard.open(path, { serial: 'UTOTHER' })).rejects.toThrow(RangeError);
    expect((await SimulatedCard.open(path, { serial })).serial).toBe(serial);
  });

  test('a lock keeps a second process away and outlives no crash', async () => {
    const unlock = await lockStateFile(path);
    await expect(lockStateFile(path)).rejects.toThrow(`process id ${process.pid}`);
    await unlock();
    await writeFile(`${path}.lock`, '999999999\n');
    await (await lockStateFile(path))();
    expect(await readdir(folder)).toEqual([]);
  });
});
