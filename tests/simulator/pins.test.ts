import { describe, expect, test } from 'vitest';
import { SimulatedCard } from '../../electron/simulator/card.ts';
import { ask, initialize, login, pin, selectApplet, send, soPin, words } from './talk.ts';

const status = '00200081';
const soStatus = '00200088';
const wrong = '0020008106393939393939';
const newPin = '313233343536';
const unblock = `002C00810E ${soPin} ${newPin}`;

async function initialized(more = '', options = '0001') {
  const card = SimulatedCard.create();
  await ask(card, initialize(more, options));
  return card;
}

describe('user PIN', () => {
  test('a device that was never initialized has no PINs', async () => {
    expect(await words(SimulatedCard.create(), status, soStatus, login)).toEqual(['6A88', '6A88', '6A88']);
  });

  test('is counted down as measured, blocked, and unblocked with the SO-PIN', async () => {
    const card = await initialized();
    expect(await words(card, status, wrong, wrong, status, wrong, status, login)).toEqual([
      '63C3',
      '63C2',
      '63C1',
      '63C1',
      '6983',
      '6983',
      '6983',
    ]);
    expect(await words(card, unblock, status, login, `00200081 06 ${newPin}`, status)).toEqual(['9000', '63C3', '63C2', '9000', '9000']);
  });

  test('a wrong PIN logs out, a right one restores the count, SELECT logs out', async () => {
    const card = await initialized();
    expect(await words(card, login, status, wrong, status, login, status)).toEqual(['9000', '9000', '63C2', '63C2', '9000', '9000']);
    expect(await words(card, selectApplet, status, login)).toEqual(['9000', '63C3', '9000']);
    card.reset();
    expect(await words(card, status)).toEqual(['63C3']);
  });

  test('is changed by splitting at the length of the old one, and a new one that breaks the retry rule is refused', async () => {
    const card = SimulatedCard.create();
    // 10 tries need 8 characters
    await ask(card, `805000001B 80020001 8108 3132333435363738 8208 ${soPin} 91010A`);
    expect(await words(card, status, `002400810E 3132333435363738 ${pin}`)).toEqual(['63CA', '6A80']);
    expect(await words(card, '0024008111 3132333435363738 393837363534333231', '0020008109 393837363534333231')).toEqual(['9000', '9000']);
    expect(await words(card, '0024008110 3132333435363738 3132333435363738')).toEqual(['63C9']);
  });

  test('lengths outside 6 to 16 are no PIN', async () => {
    const card = await initialized();
    expect(await words(card, '00200081 05 3132333435', `00200081 11 ${'31'.repeat(17)}`, status)).toEqual(['6700', '6700', '63C3']);
  });

  test('biometric and unknown references are not there, so that OpenSC sees no PIN pad', async () => {
    expect(await words(await initialized(), '00200085', '00200086', '00200001')).toEqual(['6A88', '6A88', '6A88']);
  });
});

describe('transport PIN', () => {
  test('must be changed before the first login, and tries at it count', async () => {
    const card = await initialized('', '0003');
    expect(await words(card, status, login, `002400810C 393939393939 ${newPin}`)).toEqual(['6984', '6984', '63C2']);
    expect(await words(card, `002400810C ${pin} ${newPin}`, status, `00200081 06 ${newPin}`)).toEqual(['9000', '63C3', '9000']);
  });
});

describe('SO-PIN', () => {
  test('has 15 tries; wrong ones in CHANGE, RESET and INITIALIZE count alike', async () => {
    const card = await initialized();
    const bad = '0000000000000000';
    const otherDevice = initialize().replace(soPin, bad);
    expect(await words(card, soStatus, `0024008810 ${bad} ${soPin}`, `002C00810E ${bad} ${newPin}`, otherDevice, soStatus)).toEqual([
      '63CF',
      '63CE',
      '63CD',
      '63CC',
      '63CC',
    ]);
    expect(
      await words(card, `0024008810 ${soPin} 3131313131313131`, soStatus, `0020008808 ${soPin}`, '0020008808 3131313131313131'),
    ).toEqual(['9000', '63CF', '63CE', '9000']);
  });

  test('once blocked the device can never be initialized or unblocked again', async () => {
    const card = await initialized();
    const bad = '0020008808 0000000000000000';
    const last = await words(card, ...Array<string>(15).fill(bad));
    expect(last.slice(-2)).toEqual(['63C1', '6983']);
    expect(await words(card, soStatus, initialize(), unblock, login)).toEqual(['6983', '6983', '6983', '9000']);
  });
});

describe('RESET RETRY COUNTER', () => {
  test('without option 0001 the SO-PIN cannot unblock', async () => {
    expect(await words(await initialized('', '0000'), unblock, `002C018108 ${soPin}`)).toEqual(['6985', '6985']);
  });

  test('with option 0020 it restores the count and leaves the PIN', async () => {
    const card = await initialized('', '0020');
    expect(await words(card, wrong, unblock, `002C018108 ${soPin}`, status, login)).toEqual(['63C2', '6985', '9000', '63C3', '9000']);
  });

  test('after VERIFY of the SO-PIN it needs no SO-PIN again', async () => {
    const card = await initialized();
    expect(await words(card, `002C028106 ${newPin}`, `0020008808 ${soPin}`, `002C028106 ${newPin}`, `0020008106 ${newPin}`)).toEqual([
      '6985',
      '9000',
      '9000',
      '9000',
    ]);
    expect(await words(card, wrong, '002C0381', status)).toEqual(['63C2', '9000', '63C3']);
  });

  test('a new PIN of wrong length costs the SO-PIN nothing', async () => {
    const card = await initialized();
    expect(await send(card, `002C00810D ${soPin} 3132333435`)).toEqual({ data: '', sw: '6A80' });
    expect(await words(card, soStatus, login)).toEqual(['63CF', '9000']);
  });
});
