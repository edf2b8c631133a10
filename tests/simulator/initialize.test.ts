import { describe, expect, test } from 'vitest';
import { SimulatedCard } from '../../electron/simulator/card.ts';
import { ask, importDkek, initialize, login, pin, selectApplet, send, soPin, words } from './talk.ts';

describe('INITIALIZE', () => {
  test('takes the measured command and erases keys, files and DKEK, but never device key and certificates', async () => {
    const card = SimulatedCard.create();
    const certificates = (await send(card, '00B12F02 04 54020000 00')).data;
    expect(await words(card, '805000001C 80020001 8106363438323139 82083537363231383830 910103 920101', importDkek(), login)).toEqual([
      '9000',
      '9000',
      '9000',
    ]);
    expect(
      await words(card, '004805B208 9106 101118999293', '00D7C4050A 54020000 530430020C00', '00D72F030A 54020000 530430020C00'),
    ).toEqual(['9000', '9000', '9000']);
    expect(await ask(card, '80580000000000')).toBe('C405CC00CC05');
    expect(await words(card, initialize())).toEqual(['9000']);
    expect(await ask(card, '80580000000000')).toBe('CC00');
    expect(await words(card, '8052000000', '00A4000002 2F03 00', '00200081')).toEqual(['6D00', '6A82', '63C3']);
    expect((await send(card, '00B12F02 04 54020000 00')).data).toBe(certificates);
  });

  test('with a wrong SO-PIN changes nothing but the count', async () => {
    const card = SimulatedCard.create();
    await ask(card, initialize('920102'));
    await ask(card, importDkek());
    expect(await words(card, initialize('920101').replace(soPin, '3030303030303030'), '00200088')).toEqual(['63CE', '63CE']);
    expect(await ask(card, '8052000000')).toBe('02010000000000000000');
  });

  test.each([
    ['4 tries for 6 characters', `805000001C 80020001 8106${pin} 8208${soPin} 910104 920101`],
    ['6 tries for 7 characters', `805000001D 80020001 810731323334353637 8208${soPin} 910106 920101`],
    ['11 tries for 8 characters', `805000001E 80020001 81083132333435363738 8208${soPin} 91010B 920101`],
    ['no tries', `8050000019 80020001 8106${pin} 8208${soPin} 910100`],
    ['5 characters', `8050000018 80020001 81053132333435 8208${soPin} 910103`],
    ['an SO-PIN of 7 bytes', `8050000018 80020001 8106${pin} 820730303030303030 910103`],
    ['no user PIN', `8050000011 80020001 8208${soPin} 910103`],
    ['an unknown option', initialize('', '8001')],
    ['an unknown tag', initialize('990100')],
    ['a tag given twice', initialize('920101 920102')],
    ['a DKEK and key domains', initialize('920101 970102')],
    ['no key domain', initialize('970100')],
    ['17 key domains', initialize('970111')],
    ['something that is no TLV', '8050000003 80FF00'],
  ])('refuses %s and stays as it was', async (_, command) => {
    const card = SimulatedCard.create();
    expect(await words(card, command, '00200081')).toEqual(['6A80', '6A88']);
  });

  test('says which function it lacks: biometric servers', async () => {
    expect(await words(SimulatedCard.create(), initialize('9505A000000001'), '8054000000')).toEqual(['6A81', '6D00']);
  });

  test('the label may be written in the same session without a PIN, later only with it', async () => {
    const card = SimulatedCard.create();
    const label = '00D72F0318 54020000 5312 3010020100 80074D79546F6B656E 03020520';
    expect(await words(card, label, initialize(), label, '00D7C40109 54020000 5303300100', selectApplet, label, login, label)).toEqual([
      '6982',
      '9000',
      '9000',
      '6982',
      '9000',
      '6982',
      '9000',
      '9000',
    ]);
  });

  test('without data it tells free memory, options and version', async () => {
    const card = SimulatedCard.create({ memory: 20_000 });
    await ask(card, initialize('', '0003'));
    const before = await ask(card, '8050000000');
    expect(before).toMatch(/^0000[0-9A-F]{4}030401$/);
    await ask(card, `002400810C ${pin} 313233343536`);
    await ask(card, '0020008106 313233343536');
    await ask(card, '004801B2');
    const used = Number.parseInt(before.slice(0, 8), 16) - Number.parseInt((await ask(card, '8050000000')).slice(0, 8), 16);
    expect(used).toBeGreaterThanOrEqual(32);
  });
});
