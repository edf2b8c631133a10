import { describe, expect, it } from 'vitest';
import { readTokenInfo, writeLabel } from '../../electron/card/device.ts';
import { readDkek } from '../../electron/card/dkek.ts';
import { generateAesKey } from '../../electron/card/generate.ts';
import { type Initialization, initializeDevice } from '../../electron/card/initialize.ts';
import { enumerateObjects } from '../../electron/card/objects.ts';
import { changeUserPin, readPin, verifyUserPin } from '../../electron/card/pins.ts';
import { keyReference } from '../../shared/numbers.ts';
import { blankDevice, readyDevice } from './devices.ts';
import { failureOf, secret, soPin, userPin } from './wire.ts';

const wanted = (changes: Partial<Initialization> = {}): Initialization => ({
  label: 'Ceremony 1',
  soPin: secret(soPin),
  userPin: secret(userPin),
  retries: 3,
  resetWithSoPin: true,
  scheme: { kind: 'shares', count: 3 },
  ...changes,
});

describe('initialization', () => {
  it('sets label, PINs, tries and options, and leaves the user PIN verified', async () => {
    const { session } = await blankDevice();
    const opened = await initializeDevice(session, wanted());
    expect(opened.options).toBe(1);
    expect((await readTokenInfo(session))?.label).toBe('Ceremony 1');
    expect(await readPin(session, 'user')).toEqual({ kind: 'verified' });
    expect(await readPin(session, 'so')).toEqual({ kind: 'not-verified', triesLeft: 15 });
    expect(await readDkek(session)).toEqual({ kind: 'incomplete', shares: 3, imported: 0 });
  });

  it('can leave out the DKEK, or have the device make a random one', async () => {
    const { session } = await blankDevice();
    await initializeDevice(session, wanted({ scheme: { kind: 'none' } }));
    expect(await readDkek(session)).toEqual({ kind: 'none' });
    await initializeDevice(session, wanted({ scheme: { kind: 'random' } }));
    expect(await readDkek(session)).toMatchObject({ kind: 'complete', shares: 0 });
  });

  it('can set a transport PIN: the label is written all the same, and the first login needs another PIN', async () => {
    const { session } = await blankDevice();
    const opened = await initializeDevice(session, wanted({ transportPin: true }));
    expect(opened.options).toBe(3);
    expect((await readTokenInfo(session))?.label).toBe('Ceremony 1');
    expect(await readPin(session, 'user')).toEqual({ kind: 'transport' });
    expect(await failureOf(verifyUserPin(session, secret(userPin)))).toMatchObject({ code: 'pin-is-transport-pin' });
    await changeUserPin(session, secret(userPin), secret('112233'));
    expect(await readPin(session, 'user')).toEqual({ kind: 'verified' });
  });

  it('erases a device in use, but only with its SO-PIN; each wrong one counts', async () => {
    const { session } = await readyDevice();
    await generateAesKey(session, keyReference(1), { size: 128, capabilities: [0x10] });
    const wrong = Uint8Array.from(soPin).reverse();
    expect(await failureOf(initializeDevice(session, wanted({ soPin: secret(wrong) })))).toMatchObject({
      code: 'pin-wrong',
      triesLeft: 14,
    });
    expect(await enumerateObjects(session)).toContain(0xcc01);
    await initializeDevice(session, wanted());
    expect(await enumerateObjects(session)).toEqual([0xcc00]);
  });

  it('ends for good when the SO-PIN is used up', async () => {
    const { session } = await readyDevice();
    const wrong = Uint8Array.from(soPin).reverse();
    for (let i = 0; i < 15; i++) await failureOf(initializeDevice(session, wanted({ soPin: secret(wrong) })));
    expect(await failureOf(initializeDevice(session, wanted()))).toMatchObject({ code: 'so-pin-blocked' });
  });

  it('asks for the tries left where the card answers a wrong SO-PIN with 6985, 6986 or 6900', async () => {
    for (const sw of [0x6985, 0x6986, 0x6900]) {
      const { session, card } = await readyDevice();
      card.faults.add({ at: 1, ins: 0x50, kind: 'status', sw });
      expect(await failureOf(initializeDevice(session, wanted()))).toMatchObject({ code: 'pin-wrong', triesLeft: 15 });
    }
  });

  it('repeats itself once when the card says it is full, as genuine ones sometimes do', async () => {
    const { session, card } = await readyDevice();
    card.faults.add({ at: 1, ins: 0x50, kind: 'status', sw: 0x6a84 });
    await initializeDevice(session, wanted());
    card.faults.add({ at: 1, ins: 0x50, kind: 'status', sw: 0x6a84 });
    card.faults.add({ at: 2, ins: 0x50, kind: 'status', sw: 0x6a84 });
    expect(await failureOf(initializeDevice(session, wanted()))).toMatchObject({ code: 'card-full' });
  });

  it.each([
    ['a PIN too short for its tries', { retries: 4 }, 'pin-too-short-for-retries'],
    ['no tries', { retries: 0 }, 'retries-not-allowed'],
    ['eleven tries', { retries: 11, userPin: secret('1234567890') }, 'retries-not-allowed'],
    ['a PIN of 5 characters', { userPin: secret('12345') }, 'pin-length'],
    ['an SO-PIN of 7 bytes', { soPin: secret('1234567') }, 'so-pin-format'],
    ['no label', { label: ' ' }, 'label-empty'],
    ['a label of 33 bytes', { label: `${'ä'.repeat(16)}b` }, 'label-too-long'],
    ['a label with a line break', { label: 'a\nb' }, 'label-characters'],
    ['a label that is turned around', { label: 'a\u202eb' }, 'label-characters'],
  ] as const)('is refused before anything is sent with %s', async (_, changes, code) => {
    const { session, sent } = await blankDevice();
    expect(await failureOf(initializeDevice(session, wanted(changes as Partial<Initialization>)))).toMatchObject({ code });
    expect(sent).toEqual([]);
  });

  it('wipes the command that carried the PINs', async () => {
    const { session } = await blankDevice();
    let carried: Uint8Array | undefined;
    const channel: typeof session.channel = async (command) => {
      carried ??= command.data;
      return { data: new Uint8Array(0), sw: 0x6f00 };
    };
    await failureOf(initializeDevice({ ...session, channel }, wanted()));
    expect(carried?.every((byte) => byte === 0)).toBe(true);
  });
});

describe('the label', () => {
  it('can be written again, shorter too, and keeps the rest of the token info', async () => {
    const { session } = await readyDevice();
    await writeLabel(session, 'A rather long label of 31 bytes');
    await writeLabel(session, 'kurz');
    expect((await readTokenInfo(session))?.label).toBe('kurz');
  });
});
