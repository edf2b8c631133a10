import { describe, expect, it } from 'vitest';
import type { Secret } from '../../electron/crypto/secret.ts';
import { SecretRequest } from '../../electron/secret-window/secret-request.ts';
import { utf8 } from '../../shared/bytes.ts';
import { failure, Refusal } from '../../shared/failure.ts';
import type { SecretForm } from '../../shared/models/secret-form.ts';

const form: SecretForm = {
  title: 'Change User PIN',
  purpose: 'for a test',
  fields: [
    { name: 'old', label: 'User PIN', kind: 'user-pin', hint: '', minimum: 6, maximum: 15 },
    { name: 'new', label: 'New user PIN', kind: 'user-pin', hint: '', minimum: 6, maximum: 15 },
  ],
};

const entries = () => ({ old: utf8.encode('648219'), new: utf8.encode('837261') });

describe('a request for secrets', () => {
  it('hands the answers over as typed and wipes them, and what the page sent, after use', async () => {
    const kept: Secret[] = [];
    let seen = '';
    const request = new SecretRequest(form, async (answers) => {
      kept.push(...Object.values(answers));
      seen = Object.values(answers)
        .map((secret) => utf8.decode(secret.expose()))
        .join(' ');
      return 7;
    });
    const sent = entries();
    expect(await request.submit(sent)).toBeNull();
    expect(await request.done).toBe(7);
    expect(seen).toBe('648219 837261');
    expect([...sent.old, ...sent.new].every((byte) => byte === 0)).toBe(true);
    for (const secret of kept) expect(() => secret.expose()).toThrow();
  });

  it('asks again after a wrong PIN, with the answers wiped, and ends once one is right', async () => {
    let left = 3;
    const request = new SecretRequest(form, async () => {
      if (--left > 1) throw new Refusal(failure('pin-wrong', { pin: 'User PIN', left }));
      return 'in';
    });
    const wrong = entries();
    expect(await request.submit(wrong)).toMatchObject({ code: 'pin-wrong', triesLeft: 2 });
    expect(wrong.old.every((byte) => byte === 0)).toBe(true);
    expect(await request.submit(entries())).toBeNull();
    expect(await request.done).toBe('in');
  });

  it.each([
    ['a blocked PIN', new Refusal(failure('pin-blocked'))],
    ['a wrong PIN before the last try, which needs its own confirmation', new Refusal(failure('pin-wrong', { pin: 'User PIN', left: 1 }))],
    ['a defect', new TypeError('defect')],
  ])('is over after %s', async (_, error) => {
    const request = new SecretRequest(form, async () => {
      throw error;
    });
    const outcome = request.done.catch((reason: unknown) => reason);
    const sent = entries();
    expect(await request.submit(sent)).toBeNull();
    expect(await outcome).toBe(error);
    expect(sent.new.every((byte) => byte === 0)).toBe(true);
  });

  it('is cancelled when the window closes, but not while the answers are in use', async () => {
    const first = new SecretRequest(form, async () => 1);
    const outcome = first.done.catch((reason: Refusal) => reason.failure.code);
    first.cancel();
    expect(await outcome).toBe('cancelled');
    expect(await first.submit(entries())).toMatchObject({ code: 'request-malformed' });

    let finish: ((value: number) => void) | undefined;
    const second = new SecretRequest(form, () => new Promise<number>((resolve) => (finish = resolve)));
    const submitted = second.submit(entries());
    expect(second.busy).toBe(true);
    second.cancel();
    expect(await second.submit(entries())).toMatchObject({ code: 'request-malformed' });
    finish?.(2);
    await submitted;
    expect(await second.done).toBe(2);
  });

  it.each([
    ['no object', 'text'],
    ['nothing', undefined],
    ['a missing field', { old: utf8.encode('648219') }],
    ['an unknown field', { ...entries(), more: utf8.encode('1') }],
    ['text instead of bytes', { old: '648219', new: '837261' }],
    ['far too many bytes', { ...entries(), old: new Uint8Array(1000) }],
  ])('uses nothing of an answer with %s', async (_, sent) => {
    let used = false;
    const request = new SecretRequest(form, async () => {
      used = true;
    });
    const outcome = request.done.catch((reason: Refusal) => reason.failure.code);
    await request.submit(sent);
    expect(await outcome).toBe('request-malformed');
    expect(used).toBe(false);
  });
});
