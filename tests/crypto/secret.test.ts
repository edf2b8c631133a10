import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Secret, wiping } from '../../electron/crypto/secret.ts';

const digits = () => Uint8Array.of(0x36, 0x34, 0x38, 0x32, 0x31, 0x39);

describe('secret', () => {
  it('shows itself nowhere', () => {
    const secret = new Secret(digits());
    for (const text of [
      `${secret}`,
      String(secret),
      inspect(secret),
      inspect({ nested: [secret] }, { depth: 9, showHidden: true }),
      new Error(`${secret}`).message,
    ]) {
      expect(text).not.toMatch(/54|648219|363438/);
    }
    expect(() => JSON.stringify({ secret })).toThrow(TypeError);
    expect(Object.keys(secret)).toEqual([]);
  });

  it('is zeros after wiping, and can no longer be read', () => {
    const bytes = digits();
    const secret = new Secret(bytes);
    secret.wipe();
    secret.wipe();
    expect(bytes).toEqual(new Uint8Array(6));
    expect(() => secret.expose()).toThrow('wiped');
  });

  it('is wiped whether its use succeeds or fails', async () => {
    const [kept, lost] = [digits(), digits()];
    expect(await wiping([new Secret(kept)], async () => 'done')).toBe('done');
    await expect(
      wiping([new Secret(lost)], async () => {
        throw new Error('refused');
      }),
    ).rejects.toThrow('refused');
    expect([...kept, ...lost].every((byte) => byte === 0)).toBe(true);
  });
});
