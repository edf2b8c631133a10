import { describe, expect, it } from 'vitest';
import { estimatePassword, generatePassword } from '../../electron/crypto/password.ts';
import { hostRandom } from '../../electron/crypto/random.ts';

describe('generated password', () => {
  it('has 26 Crockford characters, evenly drawn, no two alike, each judged strong', async () => {
    const counts = new Map<string, number>();
    const drawn = await Promise.all(Array.from({ length: 120 }, () => generatePassword()));
    expect(new Set(drawn).size).toBe(drawn.length);
    for (const password of drawn) {
      expect(password).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
      expect(await estimatePassword(password)).toMatchObject({ words: expect.stringContaining('strong') });
      for (const character of password) counts.set(character, (counts.get(character) ?? 0) + 1);
    }
    expect(counts.size).toBe(32);
    // 97 each on average, standard deviation 10; drawing again moves it a little
    for (const [character, count] of counts) expect(Math.abs(count - 97), character).toBeLessThan(70);
  });
});

describe('password estimate', () => {
  it('takes nearly every string of 20 random printable characters, and none for more than it is', async () => {
    let taken = 0;
    for (let i = 0; i < 100; i++) {
      const random = hostRandom(400).filter((byte) => byte >= 0x21 && byte <= 0x7e);
      const { bits } = await estimatePassword(String.fromCharCode(...random.subarray(0, 20)));
      expect(bits).toBeLessThan(20 * Math.log2(95) + 2);
      if (bits >= 75) taken++;
    }
    expect(taken).toBeGreaterThan(90);
  });

  it('takes ten dice words for production', async () => {
    expect(
      (await estimatePassword('unfold copier dragster ripeness boundless crumpled slashed tinfoil outlast yodel')).bits,
    ).toBeGreaterThan(75);
  });

  it.each([
    ['secret12', 'resembles a common password'],
    ['12345678901234567890', 'weak'],
    ['a'.repeat(200), 'repeats itself'],
    ['qwertyuiop[]asdfghjkl;', 'keyboard'],
    ['Meine Katze heisst Minka', 'weak'],
    ['M31neK4tze-h31sst-M1nk4', 'weak'],
    ['Sommer2025!Winter2026!', 'weak'],
    ['correct horse battery staple', 'weak'],
    ['', 'weak'],
  ])('does not take %s', async (text, why) => {
    const { bits, words } = await estimatePassword(text);
    expect(bits).toBeLessThan(75);
    expect(words).toContain(why);
  });

  it('takes little time for a very long password', async () => {
    await estimatePassword('warm up');
    const started = performance.now();
    await estimatePassword('Lorem ipsum dolor sit amet '.repeat(40));
    expect(performance.now() - started).toBeLessThan(500);
  });
});
