import { describe, expect, it } from 'vitest';
import {
  changeSoPin,
  changeUserPin,
  logout,
  minimumPinLength,
  readPin,
  soPinFromHex,
  unblockUserPin,
  verifyUserPin,
} from '../../electron/card/pins.ts';
import { hex } from '../../shared/bytes.ts';
import { blankDevice, login, readyDevice } from './devices.ts';
import { failureOf, replayed, secret, soPin, userPin } from './wire.ts';

describe('PINs', () => {
  it('are not set on a device fresh from the factory', async () => {
    const { session } = await blankDevice();
    expect(await readPin(session, 'user')).toEqual({ kind: 'not-set' });
    expect(await readPin(session, 'so')).toEqual({ kind: 'not-set' });
    expect(await failureOf(verifyUserPin(session, secret(userPin)))).toMatchObject({ code: 'not-initialized' });
  });

  it('count wrong tries down to blocked; the SO-PIN sets a new PIN and its full tries', async () => {
    const { session } = await readyDevice();
    await logout(session);
    expect(await readPin(session, 'user')).toEqual({ kind: 'not-verified', triesLeft: 3 });
    const wrong = () => failureOf(verifyUserPin(session, secret('000000')));
    expect(await wrong()).toMatchObject({ code: 'pin-wrong', triesLeft: 2 });
    expect(await wrong()).toMatchObject({ code: 'pin-wrong', triesLeft: 1 });
    expect(await wrong()).toMatchObject({ code: 'pin-blocked' });
    expect(await readPin(session, 'user')).toEqual({ kind: 'blocked' });
    expect(await failureOf(verifyUserPin(session, secret(userPin)))).toMatchObject({ code: 'pin-blocked' });

    const wrongSoPin = secret(Uint8Array.from(soPin).reverse());
    expect(await failureOf(unblockUserPin(session, wrongSoPin, secret('123456')))).toMatchObject({ code: 'pin-wrong', triesLeft: 14 });
    await unblockUserPin(session, secret(soPin), secret('123456'));
    expect(await readPin(session, 'user')).toEqual({ kind: 'verified' });
    await logout(session);
    expect(await readPin(session, 'user')).toEqual({ kind: 'not-verified', triesLeft: 3 });
    await verifyUserPin(session, secret('123456'));
  });

  it('cannot be reset with the SO-PIN where the device was initialized not to allow it', async () => {
    const { session } = await readyDevice(undefined, { resetWithSoPin: false });
    expect(await failureOf(unblockUserPin(session, secret(soPin), secret('123456')))).toMatchObject({ code: 'reset-not-allowed' });
  });

  it('change with the old one; the new one is proven and the old one is gone', async () => {
    const { session } = await readyDevice();
    expect(await failureOf(changeUserPin(session, secret('000000'), secret('123456')))).toMatchObject({ code: 'pin-wrong', triesLeft: 2 });
    await changeUserPin(session, secret(userPin), secret('12345678'));
    expect(await readPin(session, 'user')).toEqual({ kind: 'verified' });
    expect(await failureOf(verifyUserPin(session, secret(userPin)))).toMatchObject({ code: 'pin-wrong' });

    const nextSoPin = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);
    expect(await failureOf(changeSoPin(session, secret(nextSoPin), secret(soPin)))).toMatchObject({ code: 'pin-wrong', triesLeft: 14 });
    await changeSoPin(session, secret(soPin), secret(nextSoPin));
    expect(await readPin(session, 'so')).toEqual({ kind: 'not-verified', triesLeft: 15 });
    await unblockUserPin(session, secret(nextSoPin), secret(userPin));
  });

  it('must be long enough for the tries of the device', async () => {
    const { session } = await readyDevice(undefined, { retries: 10, userPin: secret('12345678') });
    expect(await failureOf(changeUserPin(session, secret('12345678'), secret('123456')))).toMatchObject({ code: 'new-pin-refused' });
    expect(await failureOf(unblockUserPin(session, secret(soPin), secret('123456')))).toMatchObject({ code: 'new-pin-refused' });
  });

  it.each(['12345', '1234567890123456', '12345ä', '12345\t'])('of the wrong form are refused before anything is sent: %j', async (bad) => {
    const { session, sent } = await readyDevice();
    expect(await failureOf(changeUserPin(session, secret(userPin), secret(bad)))).toMatchObject({ code: 'pin-length' });
    expect(await failureOf(unblockUserPin(session, secret(soPin), secret(bad)))).toMatchObject({ code: 'pin-length' });
    expect(sent).toEqual([]);
  });

  it('are forgotten at log out', async () => {
    const device = await readyDevice();
    await login(device);
    expect(await readPin(device.session, 'user')).toEqual({ kind: 'verified' });
    await logout(device.session);
    expect(await readPin(device.session, 'user')).toMatchObject({ kind: 'not-verified' });
  });

  it('tell a transport PIN from a device of the first generation without PIN', async () => {
    expect(await readPin(replayed('> 00200081\n< 6984'), 'user')).toEqual({ kind: 'transport' });
    const old = replayed('> 00200081\n< 6984', { firmware: { major: 1, minor: 2 } });
    expect(await readPin(old, 'user')).toEqual({ kind: 'not-set' });
    const transport = replayed('> 0020008106363438323139\n< 6984');
    expect(await failureOf(verifyUserPin(transport, secret(userPin)))).toMatchObject({ code: 'pin-is-transport-pin' });
  });

  it('need more characters for more tries, and at most ten tries', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map(minimumPinLength)).toEqual([6, 6, 6, 7, 7, 8, 8, 8, 8, 8]);
    for (const retries of [0, 11, 2.5]) expect(() => minimumPinLength(retries)).toThrow('tries are not possible');
  });

  it('of the security officer are 16 hex digits of either case, and nothing else', () => {
    expect(hex.encode(soPinFromHex(secret('35373632313831Aa')).expose())).toBe('35373632313831AA');
    for (const bad of [
      '',
      '353736323138383',
      '35373632313838300',
      '3537363231383g30',
      '35 37363231383 30',
      '353736323138-130',
      '３５37363231383830',
    ])
      expect(() => soPinFromHex(secret(bad)), bad).toThrow('16 hexadecimal digits');
  });

  it('leave no copy in the command that carried them, whatever the card answers', async () => {
    const { session } = await readyDevice();
    const carried: Uint8Array[] = [];
    const spying = {
      ...session,
      channel: async (command: Parameters<typeof session.channel>[0]) => {
        expect(command.secret).toBe(true);
        carried.push(command.data as Uint8Array);
        return { data: new Uint8Array(0), sw: 0x63c2 };
      },
    };
    const old = secret(userPin);
    await failureOf(changeUserPin(spying, old, secret('123456')));
    await failureOf(unblockUserPin(spying, secret(soPin), secret('123456')));
    await failureOf(changeSoPin(spying, secret(soPin), secret(soPin)));
    expect(carried.map((data) => data.every((byte) => byte === 0))).toEqual([true, true, true]);
    // the caller's own stays until the caller wipes it
    expect(old.expose()).toEqual(secret(userPin).expose());
  });
});
