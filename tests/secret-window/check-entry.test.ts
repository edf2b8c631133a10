import { describe, expect, it } from 'vitest';
import { checkEntry } from '../../electron/secret-window/check-entry.ts';
import type { SecretField } from '../../shared/models/secret-form.ts';

const userPin: SecretField = { name: 'pin', label: 'New user PIN', kind: 'user-pin', hint: '6 to 15 characters', minimum: 6, maximum: 15 };
const soPin: SecretField = { name: 'so', label: 'SO-PIN', kind: 'so-pin', hint: '16 hexadecimal digits', minimum: 16, maximum: 16 };
const password: SecretField = { name: 'password', label: 'Password', kind: 'password', hint: 'long', minimum: 6, maximum: 20 };

describe('the check of an entry', () => {
  it('shows the hint while the field is empty, and counts while someone types', () => {
    expect(checkEntry(userPin, '')).toEqual({ complete: false, tone: 'hint', message: '6 to 15 characters' });
    expect(checkEntry(userPin, '1234')).toEqual({ complete: false, tone: 'hint', message: '4 of at least 6 characters' });
    expect(checkEntry(soPin, '3537363')).toEqual({ complete: false, tone: 'hint', message: '7 of 16 digits' });
    expect(checkEntry(userPin, '123456').complete).toBe(true);
    expect(checkEntry(userPin, '1234567890123456')).toMatchObject({ complete: false, tone: 'wrong' });
  });

  it.each([
    [userPin, 'pinüber'],
    [userPin, '12345\u0007'],
    [soPin, '353736323138383G'],
    [soPin, '3537 3632 3138 3838'],
    [password, 'tab\tinside'],
  ])('names what %j does not take, without quoting it', (field, text) => {
    const check = checkEntry(field, text);
    expect(check).toMatchObject({ complete: false, tone: 'wrong' });
    expect(check.message).not.toContain(text);
  });

  it('takes spaces and other alphabets in a password and counts characters, not bytes', () => {
    expect(checkEntry(password, 'пароль 🔑')).toEqual({ complete: true, tone: 'fine', message: '8 characters' });
  });

  it('calls a repetition wrong only where it cannot become right any more', () => {
    const repeat: SecretField = { ...userPin, name: 'again', label: 'Repeat new user PIN', repeats: 'pin' };
    const check = (text: string) => checkEntry(repeat, text, { field: userPin, text: '648219' });
    expect(check('6482').tone).toBe('hint');
    expect(check('6483').tone).toBe('wrong');
    expect(check('648219').complete).toBe(true);
    expect(check('6482199').tone).toBe('wrong');
    expect(checkEntry(repeat, '648219', { field: userPin, text: '' }).complete).toBe(false);
  });

  it('takes an SO-PIN repeated in the other case: it means the same bytes', () => {
    const repeat: SecretField = { ...soPin, name: 'again', repeats: 'so' };
    expect(checkEntry(repeat, '00aabbccddeeff11', { field: soPin, text: '00AABBCCDDEEFF11' }).complete).toBe(true);
  });
});
