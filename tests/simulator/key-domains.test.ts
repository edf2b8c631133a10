import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { SimulatedCard } from '../../electron/simulator/card.ts';
import { ask, dkek, dkekKcv, initialize, login, selectApplet, send, words } from './talk.ts';

const waitingForOne = '01010000000000000000';
const importInto = (domain: string, share = dkek) => `805200${domain}20 ${share} 00`;
const other = 'FF'.repeat(32);

/** Initialized with this many key domains (in hex), logged in. */
async function withDomains(count = '02'): Promise<SimulatedCard> {
  const card = SimulatedCard.create();
  for (const command of [initialize(`9701${count}`), login]) await ask(card, command);
  return card;
}

/** Domain 0 with the DKEK of the vectors, domain 1 with another. */
async function ready(): Promise<SimulatedCard> {
  const card = await withDomains();
  for (const command of ['805201000101', importInto('00'), '805201010101', importInto('01', other)]) await ask(card, command);
  return card;
}

describe('key domains', () => {
  test('are empty slots after initialization, as many as were asked for', async () => {
    const card = await withDomains();
    expect(await words(card, '8052000000', '8052000100', '8052000200', '8052000F00', '8052001000')).toEqual([
      '6A88',
      '6A88',
      '6A86',
      '6A86',
      '6B00',
    ]);
  });

  test('are set up for a number of shares after the login, take them, and each has its own DKEK', async () => {
    const card = await withDomains();
    expect(await words(card, selectApplet, '805201010101', importInto('01'))).toEqual(['9000', '6985', '6A88']);
    await ask(card, login);
    expect(await ask(card, '80520101010100')).toBe(waitingForOne);
    expect(await ask(card, importInto('01'))).toBe(`0100${dkekKcv}`);
    expect(await words(card, importInto('01'), '805201010101', '80520101010A', '805201010100', '8052010002 0101', '805201020101')).toEqual([
      '6985',
      '6A89',
      '6A89',
      '6A80',
      '6700',
      '6A86',
    ]);
    expect(await words(card, '8052000000')).toEqual(['6A88']);
  });

  test('keep their keys: one is made in its own domain, wrapped under its DKEK, and comes back where the check value says', async () => {
    const card = await ready();
    await ask(card, '004805B208 9103 101192 920101');
    expect((await send(card, '00A4000002 CC05 00')).data).toContain('920101');
    const blob = await ask(card, '80720592000000');
    expect(blob.slice(0, 16)).toBe((await ask(card, '8052000100')).slice(4));
    expect(await words(card, `80740693${(blob.length / 2).toString(16)} ${blob}`)).toEqual(['9000']);
    expect((await send(card, '00A4000002 CC06 00')).data).toContain('920101');
    expect(await words(card, '004807B203 920102', '805203010000')).toEqual(['6A86', '6700']);
  });

  test('that still hold keys are not deleted; empty ones are, and can be set up again', async () => {
    const card = await ready();
    await ask(card, '004805B208 9103 101192 920101');
    expect(await words(card, '80520301', '00E4020002 CC05', '80520301', '8052000100', '80520301', '805201010102')).toEqual([
      '6A89',
      '9000',
      '9000',
      '6A88',
      '6A88',
      '9000',
    ]);
    expect(await ask(card, '8052000100')).toBe('02020000000000000000');
  });

  test('lose their DKEK alone: the keys work, but leave only after the shares came back', async () => {
    const card = await ready();
    await ask(card, '004805B208 9103 101192 920101');
    expect(await ask(card, '8052040100')).toBe(waitingForOne);
    expect(await words(card, `80780510 10 ${'00'.repeat(16)} 00`, '80720592000000', importInto('01', other), '80720592000000')).toEqual([
      '9000',
      '6985',
      '9000',
      '9000',
    ]);
  });

  test('are what they were after the state was saved and read', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'conclave-domains-'));
    const path = join(folder, 'device.json');
    try {
      const card = await SimulatedCard.open(path);
      for (const command of [initialize('970103'), login, '805201020101', importInto('02')]) await ask(card, command);
      await card.settled();
      const again = await SimulatedCard.open(path);
      expect(await ask(again, '8052000200')).toBe(`0100${dkekKcv}`);
      expect(await words(again, '8052000000', '8052000300')).toEqual(['6A88', '6A86']);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  test('do not exist on a classic device', async () => {
    const card = SimulatedCard.create();
    for (const command of [initialize('920101'), login]) await ask(card, command);
    expect(await words(card, '8052000100', '805201000101', '80520300', '80520400')).toEqual(['6A86', '6D00', '6D00', '6D00']);
    await ask(card, initialize());
    expect(await words(card, login, '805201000101', '8052000000')).toEqual(['9000', '6D00', '6D00']);
  });
});
