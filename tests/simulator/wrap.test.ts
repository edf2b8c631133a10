import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { SimulatedCard } from '../../electron/simulator/card.ts';
import { hex } from '../../shared/bytes.ts';
import { ask, dkek, dkekKcv, extended, importDkek, initialize, login, readyCard, send, words } from './talk.ts';

/** Protocol reference 3.5. */
const aesBlob = hex.decode(
  `${dkekKcv}0F00086086480165030401000510111899920000` +
    '0000' +
    '0D1B756655034DB9A893391D4F9983DBC8B3D2D90180D38D3AB4E716DDF7A4194B337B3351639013A75CE4F3B19F5843' +
    '117A5BE1621E5074111C94CF6592AC04',
);
const unwrap = (reference: string, blob: Uint8Array) => extended(`8074${reference}93`, blob);
const otherDkek = 'FF'.repeat(32);

describe('DKEK', () => {
  test('shares are joined by XOR in any order; the KCV shows when none is missing, and then no more are taken', async () => {
    const [one, two, three] = ['11'.repeat(32), '2233'.repeat(16), '0F'.repeat(32)] as const;
    const card = SimulatedCard.create();
    await ask(card, initialize('920103'));
    expect(await ask(card, '8052000000')).toBe('03030000000000000000');
    expect(await ask(card, importDkek(one))).toBe('03020000000000000000');
    expect(await words(card, `805200001F${'00'.repeat(31)}00`, '8052000100')).toEqual(['6700', '6A86']);
    expect(await ask(card, importDkek(two))).toBe('03010000000000000000');
    const complete = await ask(card, importDkek(three));
    const joined = hex.decode('3C2D'.repeat(16));
    expect(complete).toBe(`0300${createHash('sha256').update(joined).digest('hex').slice(0, 16).toUpperCase()}`);
    expect(await words(card, importDkek(one), '8052000000')).toEqual(['6985', '9000']);
  });

  test('no keys are made while shares are missing', async () => {
    const card = SimulatedCard.create();
    for (const command of [initialize('920102'), importDkek(), login]) await ask(card, command);
    expect(await words(card, '004801B2', unwrap('01', aesBlob))).toEqual(['6985', '6985']);
  });

  test('92 with zero shares: the device draws one itself; without 92 there is none and keys stay', async () => {
    const random = SimulatedCard.create();
    for (const command of [initialize('920100'), login, '004801B203910192']) await ask(random, command);
    expect(await ask(random, '8052000000')).toMatch(/^0000(?!0{16})[0-9A-F]{16}$/);
    expect(await words(random, importDkek(), '80720192000000')).toEqual(['6985', '9000']);
    const none = SimulatedCard.create();
    for (const command of [initialize(), login, '004801B203910192']) await ask(none, command);
    expect(await words(none, '8052000000', importDkek(), '80720192000000', unwrap('02', aesBlob))).toEqual(Array(4).fill('6D00'));
  });
});

describe('AES keys', () => {
  test('the blob of the vector becomes the key of the vector, and leaves again as the same key', async () => {
    const card = await readyCard();
    expect(await words(card, unwrap('07', aesBlob))).toEqual(['9000']);
    const text = hex.encode(new TextEncoder().encode('a secret message'));
    expect(await ask(card, `80780718 10 ${text} 00`)).toBe('81FA3C48BAC5A3C122448A022B9362B8');
    const firstBlock = hex.encode(hex.decode(text).map((byte, index) => byte ^ index));
    const cipher = await ask(card, `80780710 10 ${firstBlock} 00`);
    expect(cipher).toBe('D98E5CF0B60B72A3963A0B59D5D9260D');
    expect(await ask(card, `80780711 10 ${cipher} 00`)).toBe(firstBlock);

    const again = hex.decode(await ask(card, '80720792000000'));
    expect(hex.encode(again.subarray(0, 30))).toBe(hex.encode(aesBlob.subarray(0, 30)));
    expect(again.length).toBe(aesBlob.length);
    const second = await readyCard();
    expect(await words(second, unwrap('01', again))).toEqual(['9000']);
    expect(await ask(second, `80780118 10 ${text} 00`)).toBe('81FA3C48BAC5A3C122448A022B9362B8');
  });

  test.each(['B0', 'B1', 'B2'])(
    'made here with size %s, the key works on another device with the same DKEK and on no other',
    async (size) => {
      const first = await readyCard();
      await ask(first, `004801${size}06910410111892`);
      const blob = hex.decode(await ask(first, '80720192000000'));
      expect(blob.length).toBe((size === 'B0' ? 73 : 89) + 4);
      const cipher = await ask(first, `80780110 10 ${'5A'.repeat(16)} 00`);

      const second = await readyCard();
      await ask(second, unwrap('21', blob));
      expect(await ask(second, `80782111 10 ${cipher} 00`)).toBe('5A'.repeat(16));
      const stranger = await readyCard(otherDkek);
      expect(await words(stranger, unwrap('01', blob), '00A4000002CC0100')).toEqual(['6A80', '6A82']);
    },
  );

  test('OpenSC 0.24’s way: the blob goes through EF 2F10, which is empty afterwards', async () => {
    const card = await readyCard();
    const tlv = `5402 0000 53 ${aesBlob.length.toString(16)} ${hex.encode(aesBlob)}`.replace(/ /g, '');
    expect(await words(card, '80740193', extended('00D72F10', hex.decode(tlv)), '80740193', '80740293', '80780118 01 00 00')).toEqual([
      '6A82',
      '9000',
      '9000',
      '6A82',
      '9000',
    ]);
  });

  test('an altered or cut blob is refused at every byte', async () => {
    const card = await readyCard();
    for (let at = 0; at < aesBlob.length; at++) {
      const altered = aesBlob.slice();
      altered[at] = (altered[at] as number) ^ 0x01;
      expect(await words(card, unwrap('01', altered), unwrap('01', aesBlob.subarray(0, at + 1 < aesBlob.length ? at + 1 : at)))).toEqual([
        '6A80',
        '6A80',
      ]);
    }
    expect(await ask(card, '80580000000000')).toBe('CC00');
  });

  test('WRAP needs 92 in the list and a login; references in use are not overwritten', async () => {
    const card = await readyCard();
    for (const command of ['004801B205 9103101118', '004802B2', '004803B2 06 910410111892']) await ask(card, command);
    expect(await words(card, '80720192000000', '80720292000000', '80720392000000', '80720492000000', '80720093000000')).toEqual([
      '6A81',
      '6A81',
      '9000',
      '6A88',
      '6A86',
    ]);
    expect(await words(card, unwrap('03', aesBlob), '004803B2', unwrap('00', aesBlob), '004800B2')).toEqual([
      '6A89',
      '6A89',
      '6A86',
      '6A86',
    ]);
    card.reset();
    expect(await words(card, '80720392000000', unwrap('05', aesBlob), '004805B2')).toEqual(['6982', '6982', '6982']);
  });

  test('a use counter runs out and stays behind when the key is wrapped', async () => {
    const card = await readyCard();
    await ask(card, '004801B20B 9103101192 900400000002');
    const encrypt = `80780110 10 ${'00'.repeat(16)} 00`;
    expect(await words(card, encrypt, `80780110 0F ${'00'.repeat(15)} 00`, encrypt, encrypt)).toEqual(['9000', '6700', '9000', '6984']);
    const blob = hex.decode(await ask(card, '80720192000000'));
    expect(await words(card, unwrap('02', blob), encrypt.replace('807801', '807802'))).toEqual(['9000', '9000']);
  });
});

describe('use of AES keys', () => {
  test('only what the list names, only AES, only with login', async () => {
    const card = await readyCard();
    await ask(card, '004801B203910110');
    const data = `10 ${'00'.repeat(16)} 00`;
    expect(await words(card, `80780110 ${data}`, `80780111 ${data}`, `80780118 ${data}`, `80780199 ${data}`, `80780151 ${data}`)).toEqual([
      '9000',
      '6A81',
      '6A81',
      '6A81',
      '6A81',
    ]);
    expect(await words(card, `80780210 ${data}`, `80680170 ${data}`, `80620121 ${data}`)).toEqual(['6A88', '6A81', '6A81']);
    card.reset();
    expect(await words(card, `80780110 ${data}`)).toEqual(['6982']);
  });

  test('2048 bytes at once, and derivation gives 32 bytes that depend on key and label', async () => {
    const card = await readyCard();
    await ask(card, '004801B2');
    await ask(card, '004802B2');
    const data = new Uint8Array(2048).fill(7);
    const cipher = hex.decode(await ask(card, extended('80780110', data, true)));
    expect(await ask(card, extended('80780111', cipher, true))).toBe(hex.encode(data));
    const derived = await Promise.all(['80780199 01 AA 00', '80780199 01 AB 00', '80780299 01 AA 00'].map((command) => ask(card, command)));
    expect(new Set(derived).size).toBe(3);
    expect(derived[0]).toHaveLength(64);
    expect((await send(card, '80780199 01 AA 00')).data).toBe(derived[0]);
  });
});

test('the DKEK of the vector has the KCV of the vector', async () => {
  expect(await ask(await readyCard(dkek), '8052000000')).toBe(`0100${dkekKcv}`);
});
