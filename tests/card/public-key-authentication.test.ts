import { describe, expect, test } from 'vitest';
import { initializeDevice } from '../../electron/card/initialize.ts';
import { changeOnPinPad, verifyOnPinPad } from '../../electron/card/pin-pad.ts';
import { readPin } from '../../electron/card/pins.ts';
import { authenticateKey, readPka, readPkaKeys, registerPublicKey } from '../../electron/card/public-key-authentication.ts';
import { hex } from '../../shared/bytes.ts';
import type { FailureCode } from '../../shared/failure.ts';
import { blankDevice } from './devices.ts';
import { failureOf, replayed, secret, soPin, userPin } from './wire.ts';

const status = '> 8054000000\n';

describe('the state of public key authentication', () => {
  test.each(['6D00', '6A86', '6A88', '6A82', '6985', '6F00', '9000'])('a device that answers %s is one without', async (sw) => {
    expect(await readPka(replayed(`${status}< ${sw}`))).toBeUndefined();
  });

  test('four bytes: in total, still missing, required, authenticated', async () => {
    expect(await readPka(replayed(`${status}< 03010201 9000`))).toEqual({ total: 3, registered: 2, required: 2, authenticated: 1 });
  });

  test.each(['030102', '0301020100', '03040200', '03000400', '03000204'])('nonsense is refused: %s', async (data) => {
    expect(await failureOf(readPka(replayed(`${status}< ${data} 9000`)))).toMatchObject({ code: 'device-answer-malformed' });
  });

  test('names the keys, leaves free places out, and gives up where the device does not name them', async () => {
    const dump = '> 8054020000\n< 55544131303030303031 9001\n> 8054020100\n< 6A88\n> 8054020200\n< 55544331303030303031 9000';
    expect(await readPkaKeys(replayed(dump), 3)).toEqual([
      { holder: 'UTA1000001', authenticated: true },
      { holder: 'UTC1000001', authenticated: false },
    ]);
    expect(await readPkaKeys(replayed('> 8054020000\n< 6D00'), 3)).toBeUndefined();
    expect(await readPkaKeys(replayed(`> 8054020000\n< ${'41'.repeat(21)} 9000`), 3)).toBeUndefined();
  });
});

test('a PIN state that says nothing means on such a device that keys come first; elsewhere it is refused', async () => {
  expect(await readPin(replayed('> 00200081\n< 6285'), 'user', true)).toEqual({ kind: 'keys-first' });
  expect(await failureOf(readPin(replayed('> 00200081\n< 6285'), 'user'))).toMatchObject({ code: 'device-refused' });
});

describe('what a refusal means', () => {
  const name = '> 002281A4078305 5554413031';
  test.each<[string, FailureCode]>([
    ['6A88', 'pka-not-registered'],
    ['6985', 'pka-already-authenticated'],
    ['6D00', 'not-supported-by-device'],
  ])('naming a key: %s', async (sw, code) => {
    const failed = authenticateKey(replayed(`${name}\n< ${sw}`), 'UTB00000', 'UTA01', async () => new Uint8Array(64));
    expect(await failureOf(failed)).toMatchObject({ code });
  });

  test.each(['6300', '6982', '6984', '6985', '6A80'])('a signature refused with %s', async (sw) => {
    const dump = `${name}\n< 9000\n> 0084000008\n< 0001020304050607 9000\n> 0082000002 0102\n< ${sw}`;
    let message = '';
    const failed = authenticateKey(replayed(dump), 'UTB00000', 'UTA01', async (bytes) => {
      message = hex.encode(bytes);
      return Uint8Array.of(1, 2);
    });
    expect(await failureOf(failed)).toMatchObject({ code: 'pka-not-accepted' });
    expect(message).toBe('5554423030303030 0001020304050607'.replace(' ', ''));
  });

  test('a file whose parts make no sense never reaches the device', async () => {
    const nothing = new Uint8Array(0);
    const session = replayed('');
    expect(await failureOf(registerPublicKey(session, { request: nothing, device: nothing, issuer: nothing }))).toMatchObject({
      code: 'device-answer-malformed',
    });
    session.dump.finish();
  });
});

describe('INITIALIZE', () => {
  test('keys alone: no PIN in the command, the tag 93 behind the DKEK', async () => {
    const { session, sent } = await blankDevice();
    const wanted = { label: 'Vault', soPin: secret(soPin), retries: 3, resetWithSoPin: false, scheme: { kind: 'random' as const } };
    await initializeDevice(session, { ...wanted, publicKeys: { total: 3, required: 2 } });
    expect(hex.encode(sent[0] as Uint8Array)).toBe(`8050000018 80020000 8208${hex.encode(soPin)} 910103 920100 93020302`.replace(/ /g, ''));
    expect(await readPka(session)).toMatchObject({ total: 3, required: 2 });
  });

  test('keys and PIN: option 0010; what excludes each other is refused before anything is sent', async () => {
    const { session, sent } = await blankDevice();
    const wanted = { label: 'Vault', retries: 3, resetWithSoPin: true, scheme: { kind: 'none' as const }, userPin: secret(userPin) };
    const keys = { total: 3, required: 2 };
    const initialize = (change: object) => initializeDevice(session, { ...wanted, soPin: secret(soPin), publicKeys: keys, ...change });
    for (const change of [
      { publicKeys: { total: 91, required: 1 } },
      { publicKeys: { total: 2, required: 3 } },
      { publicKeys: { total: 1, required: 0 } },
      { transportPin: true },
      { userPin: undefined, publicKeys: undefined },
    ])
      await expect(initialize(change)).rejects.toBeInstanceOf(RangeError);
    expect(sent).toEqual([]);
    await initialize({});
    expect(hex.encode(sent[0] as Uint8Array)).toMatch(/^80500000..80020011/);
  });
});

describe('a PIN pad', () => {
  const answering = (sw: number) => async () => ({ kind: 'answered', sw }) as const;
  test.each<[number, FailureCode]>([
    [0x63c2, 'pin-wrong'],
    [0x63c0, 'pin-blocked'],
    [0x6983, 'pin-blocked'],
    [0x6984, 'pin-is-transport-pin'],
    [0x6700, 'pin-length'],
    [0x6a88, 'not-initialized'],
    [0x6f00, 'device-refused'],
  ])('the device’s own words mean the same as from the keyboard: %s', async (sw, code) => {
    expect(await failureOf(verifyOnPinPad({ verify: answering(sw) }))).toMatchObject({ code });
  });

  test('a new PIN that breaks the rule is told so', async () => {
    expect(await failureOf(changeOnPinPad(answering(0x6a80)))).toMatchObject({ code: 'new-pin-refused' });
    await changeOnPinPad(answering(0x9000));
  });
});
