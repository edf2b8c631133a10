import { describe, expect, it } from 'vitest';
import { importDkekShare, readDkek } from '../../electron/card/dkek.ts';
import { dkekKcv, xorShares } from '../../electron/crypto/dkek.ts';
import { hex } from '../../shared/bytes.ts';
import { kcv, unknownKcv } from '../../shared/numbers.ts';
import { readyDevice } from './devices.ts';
import { failureOf, replayed, secret } from './wire.ts';

const shares = [1, 2, 3].map((value) => new Uint8Array(32).fill(value));

describe('the DKEK', () => {
  it('is complete after the last share, with the check value of all shares together', async () => {
    const { session } = await readyDevice(undefined, { scheme: { kind: 'shares', count: 3 } });
    const [first, second, third] = shares as [Uint8Array, Uint8Array, Uint8Array];
    expect(await importDkekShare(session, secret(first))).toEqual({ kind: 'incomplete', shares: 3, imported: 1 });
    expect(await importDkekShare(session, secret(second))).toEqual({ kind: 'incomplete', shares: 3, imported: 2 });
    const complete = { kind: 'complete', shares: 3, kcv: kcv(hex.encode(dkekKcv(xorShares(shares)))) };
    expect(await importDkekShare(session, secret(third))).toEqual(complete);
    expect(await readDkek(session)).toEqual(complete);
    expect(await failureOf(importDkekShare(session, secret(first)))).toMatchObject({ code: 'dkek-complete' });
  });

  it('takes no share where the device has none', async () => {
    const { session } = await readyDevice(undefined, { scheme: { kind: 'none' } });
    expect(await failureOf(importDkekShare(session, secret(shares[0] as Uint8Array)))).toMatchObject({ code: 'no-dkek' });
  });

  it.each(['6D00', '6A88', '6A86', '6B00', '0000 0000000000000000 9000'])('is none where the card answers %s', async (answer) => {
    expect(await readDkek(replayed(`> 8052000000\n< ${answer}`))).toEqual({ kind: 'none' });
  });

  it('has an unknown check value, not an equal one, while the card tells only zeros', async () => {
    const told = await readDkek(replayed('> 8052000000\n< 0200 0000000000000000 9000'));
    expect(told).toEqual({ kind: 'complete', shares: 2, kcv: unknownKcv });
  });

  it.each(['', '0100', '0102 0000000000000000', '010000'])('is not guessed from the malformed answer "%s"', async (answer) => {
    expect(await failureOf(readDkek(replayed(`> 8052000000\n< ${answer} 9000`)))).toMatchObject({ code: 'device-answer-malformed' });
  });

  it('asks for the login where the card refuses a share that it still needs', async () => {
    const session = replayed(`> 8052000020${'01'.repeat(32)}00\n< 6985\n> 8052000000\n< 0201 0000000000000000 9000`);
    expect(await failureOf(importDkekShare(session, secret(shares[0] as Uint8Array)))).toMatchObject({ code: 'pin-not-verified' });
  });

  it('refuses a share of another length before it is sent', async () => {
    await expect(importDkekShare(replayed(''), secret('short'))).rejects.toThrow('expected 32 bytes');
  });
});
