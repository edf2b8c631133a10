import { describe, expect, test } from 'vitest';
import { SimulatedCard } from '../../electron/simulator/card.ts';
import { hex } from '../../shared/bytes.ts';
import { ask, extended, login, readyCard, selectApplet, send, words } from './talk.ts';

const write = (file: string, offset: string, content: string) =>
  extended(
    `00D7${file}`,
    hex.decode(`5402${offset}53${content.length / 2 < 128 ? '' : '81'}${(content.length / 2).toString(16).padStart(2, '0')}${content}`),
  );

describe('SELECT', () => {
  test('answers a FCI that tells options, platform and version; P2 0C asks for none', async () => {
    const card = await readyCard();
    expect(await ask(card, selectApplet)).toBe('620F 82020178 83023F00 85050001010401'.replace(/ /g, ''));
    expect(await ask(card, '00A404040BE82B0601040181C31F020100')).toMatch(/^62/);
    expect(await ask(card, '00A4040C0BE82B0601040181C31F0201')).toBe('');
  });

  test('knows neither the applets OpenSC probes for nor EF.DIR nor DF 5015', async () => {
    const card = SimulatedCard.create();
    expect(
      await words(
        card,
        '00A4040007627601FF00000000',
        '00A4040006A0000000010100',
        '00A40800022F0000',
        '00A40800045015494600',
        '00A4000002C40000',
      ),
    ).toEqual(Array(5).fill('6A82'));
  });

  test('a file tells its exact size, a key its algorithm list, uses left and key domain', async () => {
    const card = await readyCard();
    await ask(card, '004805B20E 9106101118999293 900400000003');
    await ask(card, write('C405', '0000', '3003020100'));
    expect(await ask(card, '00A4000002C40500')).toBe('620F 81020005 82020101 8302C405 8A0105'.replace(/ /g, ''));
    expect(await ask(card, '00A4000002CC0500')).toContain('A58111 9106101118999293 900400000003 920100'.replace(/ /g, ''));
    expect(await ask(card, '00A4000002CC0000')).not.toContain('A5');
  });
});

describe('READ and UPDATE BINARY', () => {
  test('OpenSC’s way: an empty file becomes the current one and grows by chunks', async () => {
    const card = await readyCard();
    expect(
      await words(
        card,
        '00A4000002CE0100',
        '00D7CE010654020000 5300',
        write('0000', '0000', 'AA'.repeat(200)),
        write('0000', '00C8', 'BB'),
      ),
    ).toEqual(['6A82', '9000', '9000', '9000']);
    expect(await send(card, '00B100000454020000 00')).toEqual({ data: `${'AA'.repeat(200)}BB`, sw: '6282' });
    expect(await send(card, '00B1CE010454020000 C9')).toEqual({ data: `${'AA'.repeat(200)}BB`, sw: '9000' });
    expect(await send(card, '00B1CE0104540200C8 00')).toEqual({ data: 'BB', sw: '6282' });
    expect(await words(card, '00B1CE0104540200C9 00', '00B1CE0104540200CA 00', write('CE01', '00CA', 'CC'))).toEqual([
      '6282',
      '6B00',
      '6B00',
    ]);
  });

  test('writing never cuts off: the tail of a longer content stays', async () => {
    const card = await readyCard();
    await ask(card, write('C401', '0000', '0102030405'));
    await ask(card, write('C401', '0000', 'AABB'));
    expect((await send(card, '00B1C4010454020000 00')).data).toBe('AABB030405');
  });

  test('writing and deleting need the PIN, confidential data needs it for reading too, keys are never read', async () => {
    const card = await readyCard();
    await ask(card, '004801B2');
    await ask(card, write('CD01', '0000', '42'));
    await ask(card, write('CF01', '0000', '42'));
    await ask(card, selectApplet);
    const refused = [
      write('CF01', '0000', '43'),
      write('2F03', '0000', '43'),
      write('2F10', '0000', '43'),
      '00E4020002CF01',
      '00E4020002CC01',
    ];
    expect(await words(card, ...refused, '00B1CD010454020000 00')).toEqual(Array(6).fill('6982'));
    expect((await send(card, '00B1CF010454020000 00')).data).toBe('42');
    expect(
      await words(card, login, '00B1CD010454020000 01', '00B1CC010454020000 00', write('2F02', '0000', '43'), write('CC01', '0000', '43')),
    ).toEqual(['9000', '9000', '6982', '6982', '6982']);
    expect(await words(card, write('D001', '0000', '43'))).toEqual(['6A82']);
  });

  test('without a current file P1P2 0000 is refused', async () => {
    expect(await words(await readyCard(), selectApplet, '00B100000454020000 00')).toEqual(['9000', '6986']);
  });
});

describe('DELETE and ENUMERATE', () => {
  test('every object and the device key are listed; deleting a key leaves its description', async () => {
    const card = await readyCard();
    await ask(card, '004831B2');
    for (const file of ['C431', 'C800', 'CA00', 'C900', 'CF00', 'CD01', '2F03', '2F10']) await ask(card, write(file, '0000', '00'));
    expect(await ask(card, '80580000000000')).toBe('C431C800C900CA00CC00CC31CD01CF00');
    expect(await words(card, '00E4020002CC31', '00E4020002CC31', '00E4020002CC00', '00E40200022F02', '00E4020002C9FF')).toEqual([
      '9000',
      '6A82',
      '6985',
      '6985',
      '6A82',
    ]);
    expect(await ask(card, '8058000000')).toBe('C431C800C900CA00CC00CD01CF00');
  });
});

describe('memory', () => {
  test('a full device refuses files and keys with 6A84, keeps what it has, and takes more after a deletion', async () => {
    const card = await readyCard(undefined, { memory: 2000 });
    await ask(card, write('CF01', '0000', '11'.repeat(200)));
    let file = 2;
    let sw = '9000';
    while (sw === '9000') sw = (await send(card, write(`CF${(file++).toString(16).padStart(2, '0')}`, '0000', '22'.repeat(100)))).sw;
    expect(sw).toBe('6A84');
    expect(await words(card, write('CF01', '00C8', '33'.repeat(200)))).toEqual(['6A84']);
    expect(await send(card, '00B1CF010454020000 C8')).toEqual({ data: '11'.repeat(200), sw: '9000' });
    let key = 1;
    sw = '9000';
    while (sw === '9000') sw = (await send(card, `0048${(key++).toString(16).padStart(2, '0')}B2`)).sw;
    expect(sw).toBe('6A84');
    expect(await words(card, '00E4020002CF01', `0048${(key - 1).toString(16).padStart(2, '0')}B2`)).toEqual(['9000', '9000']);
  });
});

test('a full device refuses key pairs as a whole: neither key nor request is there', async () => {
  const card = await readyCard(undefined, { memory: 900 });
  const rsa = '0046010028 5F290100 7F4915 060A04007F00070202020102 8203010001 02020400 5F2009 555454455354303030';
  expect(await words(card, rsa)).toEqual(['6A84']);
  expect(await ask(card, '80580000000000')).toBe('CC00');
});

describe('GET CHALLENGE', () => {
  test('gives exactly Le bytes, fresh ones', async () => {
    const card = SimulatedCard.create();
    expect((await ask(card, '0084000008')).length).toBe(16);
    expect((await ask(card, '00840000000400')).length).toBe(2048);
    expect(await ask(card, '0084000020')).not.toBe(await ask(card, '0084000020'));
    expect(await words(card, '00840000', '00840000000401')).toEqual(['6700', '6700']);
  });
});
