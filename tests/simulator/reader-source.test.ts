import { describe, expect, test } from 'vitest';
import { SimulatedCard } from '../../electron/simulator/card.ts';
import { SimulatedReaders } from '../../electron/simulator/reader-source.ts';
import type { ReaderState, WireFault } from '../../electron/transport/transport.ts';
import { hex } from '../../shared/bytes.ts';
import { ask, initialize, login, readyCard, send, words } from './talk.ts';

const status = hex.decode('00200081');
/** GENERATE of an RSA key, `bits` as four hex digits. */
const generateRsa = (bits: string) =>
  `0046010028 5F290100 7F4915 060A04007F00070202020102 8203010001 0202${bits} 5F2009 555454455354303030`.replace(/ /g, '');

const fault = (expected: WireFault) => expect.objectContaining({ name: 'WireError', fault: expected });

describe('SimulatedReaders', () => {
  test('tells every change, and counts an insertion that was too quick to be seen', () => {
    const readers = new SimulatedReaders();
    const seen: (readonly ReaderState[])[] = [];
    const stop = readers.watch((service, states) => {
      expect(service).toEqual({ kind: 'running' });
      seen.push(states);
    });
    const name = readers.addReader();
    const card = SimulatedCard.create();
    readers.insert(name, card);
    const present = seen.at(-1)?.[0] as ReaderState;
    readers.pull(name);
    readers.insert(name, card);
    expect(present).toMatchObject({ name: 'Simulated Reader 1', card: 'present' });
    expect(seen.at(-1)?.[0]).toMatchObject({ card: 'present' });
    expect(seen.at(-1)?.[0]?.insertion).not.toBe(present.insertion);
    expect(readers.addReader()).toBe('Simulated Reader 2');
    expect(readers.removeReader(name)).toBe(card);
    expect(seen.at(-1)?.map((state) => state.name)).toEqual(['Simulated Reader 2']);
    stop();
    readers.addReader();
    expect(seen.at(-1)).toHaveLength(1);
  });

  test('a card is in one reader at a time, and a reader holds one card', () => {
    const readers = new SimulatedReaders();
    const [one, two, card] = [readers.addReader(), readers.addReader(), SimulatedCard.create()];
    readers.insert(one, card);
    expect(() => readers.insert(two, card)).toThrow(RangeError);
    expect(() => readers.insert(one, SimulatedCard.create())).toThrow(RangeError);
    expect(() => readers.addReader(one)).toThrow(RangeError);
  });

  test('one connection alone; closing it resets the card, so that no login survives', async () => {
    const readers = new SimulatedReaders();
    const name = readers.addReader();
    const card = await readyCard();
    readers.insert(name, card);
    const first = await readers.connect(name);
    await expect(readers.connect(name)).rejects.toEqual(fault('card-in-use'));
    await first.transmit(hex.decode(login.replace(/ /g, '')));
    expect(hex.encode(await first.transmit(status))).toBe('9000');
    await first.close();
    await expect(first.transmit(status)).rejects.toEqual(fault('failed'));
    const second = await readers.connect(name);
    expect(hex.encode(await second.transmit(status))).toBe('63C3');
    await second.close();
    await second.close();
  });

  test('pulled card, removed reader, no card, no reader: each says so, also in the middle of a command', async () => {
    const readers = new SimulatedReaders();
    const name = readers.addReader();
    const card = await readyCard();
    readers.insert(name, card);
    const connection = await readers.connect(name);
    await connection.transmit(hex.decode(login.replace(/ /g, '')));
    const generating = connection.transmit(hex.decode(generateRsa('1000')));
    setTimeout(() => readers.pull(name), 5);
    await expect(generating).rejects.toEqual(fault('card-removed'));
    await expect(connection.transmit(status)).rejects.toEqual(fault('card-removed'));
    await expect(readers.connect(name)).rejects.toEqual(fault('card-removed'));

    readers.insert(name, card);
    const again = await readers.connect(name);
    expect(hex.encode(await again.transmit(hex.decode('80580000000000')))).toBe('CC009000');
    readers.removeReader(name);
    await expect(again.transmit(status)).rejects.toEqual(fault('reader-gone'));
    await expect(readers.connect(name)).rejects.toEqual(fault('reader-gone'));
  });
});

test('a key pair whose generation was cut off is never stored, not even when the work ends later', async () => {
  const card = await readyCard();
  const cutOff = send(card, generateRsa('0400'));
  setTimeout(() => card.powerOff(), 2);
  await expect(cutOff).rejects.toEqual(fault('card-removed'));
  card.powerOn();
  // the generation that was cut off ends well before this one
  for (const command of [login, generateRsa('0800').replace('004601', '004602')]) await ask(card, command);
  expect(await ask(card, '80580000000000')).toBe('CC00CC02CE02');
});

describe('faults', () => {
  test('a status word at the nth command, before or after the device has done it', async () => {
    const card = SimulatedCard.create();
    card.faults.add({ at: 2, kind: 'status', sw: 0x6f00 });
    card.faults.add({ at: 1, ins: 0x50, kind: 'status', sw: 0x6a84, after: true });
    expect(await words(card, '0020 0081', '0020 0081', '00200081', initialize(), '00200081')).toEqual([
      '6A88',
      '6F00',
      '6A88',
      '6A84',
      '63C3',
    ]);
  });

  test('the card removed at the nth command, before or after it was done: what it did is kept, the session is not', async () => {
    const readers = new SimulatedReaders();
    const name = readers.addReader();
    const card = await readyCard();
    readers.insert(name, card);
    for (const after of [false, true]) {
      const connection = await readers.connect(name);
      await connection.transmit(hex.decode(login.replace(/ /g, '')));
      card.faults.add({ at: 1, ins: 0x48, kind: 'removed', after });
      await expect(connection.transmit(hex.decode('004805B2'))).rejects.toEqual(fault('card-removed'));
      expect(readers.cardIn(name)).toBeUndefined();
      readers.insert(name, card);
      const again = await readers.connect(name);
      expect(hex.encode(await again.transmit(hex.decode('80580000000000')))).toBe(after ? 'CC00CC059000' : 'CC009000');
      expect(hex.encode(await again.transmit(status))).toBe('63C3');
      await again.close();
    }
  });

  test('a slow answer', async () => {
    const card = SimulatedCard.create();
    card.faults.add({ at: 1, kind: 'slow', ms: 60 });
    const begun = Date.now();
    await ask(card, '0084000008');
    expect(Date.now() - begun).toBeGreaterThanOrEqual(55);
    card.faults.add({ at: 1, kind: 'removed' });
    card.faults.clear();
    expect(await words(card, '00200081')).toEqual(['6A88']);
  });
});
