import fc from 'fast-check';
import secrets from 'secrets.js-grempe';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../electron/crypto/secret.ts';
import { combineText, crossCheckText, LONGEST_TEXT, readTextShare, splitText } from '../../electron/crypto/text-split.ts';
import { utf8 } from '../../shared/bytes.ts';

const text = 'SO-PIN 3537363231383830';
const split = (line: string, threshold: number, total: number) => splitText(new Secret(utf8.encode(line)), { threshold, total });
const combined = (shares: readonly string[], threshold?: number) => utf8.decode(combineText(shares, threshold).expose());
const code = (wanted: string) => expect.objectContaining({ failure: expect.objectContaining({ code: wanted }) });

const aLine = fc.string({ unit: fc.constantFrom(...'0123456789ABCDEFabcdef -_äß€漢🔑'), minLength: 1, maxLength: 40 });

describe('a line of text split among custodians', () => {
  it('comes back from any quorum, by this app and by secrets.js alone', () => {
    fc.assert(
      fc.property(aLine, fc.integer({ min: 2, max: 9 }), fc.nat(7), fc.nat(8), (line, total, t, from) => {
        const threshold = 2 + (t % (total - 1));
        const shares = split(line, threshold, total);
        const quorum = [...shares, ...shares].slice(from % total, (from % total) + threshold);
        expect(combined(quorum, threshold)).toBe(line);
        expect(combined(shares)).toBe(line);
        secrets.init(8, undefined as never);
        expect(secrets.hex2str(secrets.combine(quorum))).toBe(line);
      }),
      { numRuns: 100 },
    );
    expect(combined(split('x'.repeat(LONGEST_TEXT), 9, 9))).toBe('x'.repeat(LONGEST_TEXT));
  });

  it('is split with random numbers of ours, every byte of a share as likely as the others, zero included', () => {
    const counts = new Array<number>(256).fill(0);
    for (let i = 0; i < 2000; i++) {
      const [share] = split('0', 2, 2) as [string];
      // the last chunk is the secret's lowest; share 1 is secret XOR coefficient
      const last = Number.parseInt(share.slice(-2), 16);
      counts[last] = (counts[last] as number) + 1;
    }
    // `0` is 0030 in UTF-16: a coefficient of zero, which secrets.js' own source never draws, gives 30
    expect(counts[0x30]).toBeGreaterThan(0);
    expect(counts.filter((count) => count === 0).length).toBeLessThan(8);
    expect(Math.max(...counts)).toBeLessThan(40);
  });

  it('keeps to our random numbers after shares of another field were combined', () => {
    secrets.init(12, undefined as never);
    const twelve = secrets.share(secrets.str2hex('old'), 3, 2);
    expect(combined(twelve.slice(1))).toBe('old');
    expect(
      crossCheckText(
        2,
        twelve.map((share) => ({ text: share })),
      ),
    ).toEqual({ ok: true });
    expect(split(text, 2, 3).every((share) => share.startsWith('80'))).toBe(true);
    expect(combined(split(text, 2, 3).slice(1))).toBe(text);
  });

  it('has shares that may be typed with spaces, colons and capitals', () => {
    const [one, two] = split(text, 2, 3) as [string, string, string];
    expect(one).toMatch(/^801[0-9a-f]+$/);
    const grouped = (two.match(/.{1,4}/g) as string[]).join(' ').toUpperCase();
    expect(readTextShare(grouped)).toMatchObject({ text: two, id: 2, bits: 8 });
    expect(combined([` ${one.replace(/(..)/g, '$1:')}\n`, grouped])).toBe(text);
  });

  it('is refused where it cannot be printed or typed again', () => {
    expect(() => split('', 2, 3)).toThrow(code('split-text-empty'));
    expect(() => split('x'.repeat(LONGEST_TEXT + 1), 2, 3)).toThrow(code('split-text-too-long'));
    for (const line of ['two\nlines', 'a\ttab', '\u2028']) expect(() => split(line, 2, 3)).toThrow(code('split-text-characters'));
    expect(() => split(text, 1, 3)).toThrow(code('split-threshold-one'));
    expect(() => split(text, 2, 10)).toThrow(code('split-total'));
  });

  it('is not put together from what does not belong together', () => {
    const [one, two, three] = split(text, 2, 3) as [string, string, string];
    const [, other] = split(`${text} and more`, 2, 3) as [string, string];
    expect(() => combined([])).toThrow(code('shares-too-few'));
    expect(() => combined([one])).toThrow(code('shares-too-few'));
    expect(() => combined([one, two], 3)).toThrow(code('shares-too-few'));
    expect(() => combined([one, one.toUpperCase()])).toThrow(code('share-twice'));
    expect(() => combined([one, `801${two.slice(3)}`])).toThrow(code('share-id-twice'));
    expect(() => combined([one, other])).toThrow(code('text-shares-mixed'));
    expect(() => combined([one, two.slice(0, -1)])).toThrow(code('text-shares-mixed'));
    expect(() => combined([one, `800${two.slice(3)}`])).toThrow(code('share-id-zero'));
    for (const bad of ['', '8', '801', `Z${one.slice(1)}`, one.replace(/.$/, 'g'), `9001${'f'.repeat(8)}z`]) {
      expect(() => combined([bad, two])).toThrow(code('text-share-malformed'));
    }
    // no error may quote a share
    let quoted = '';
    try {
      combined([`K00001${'f'.repeat(40)}`, `K00002${'e'.repeat(40)}`]);
    } catch (error) {
      quoted = String((error as Error).stack);
    }
    expect(quoted).not.toMatch(/f{40}|e{40}/);
    expect(combined([one, three])).toBe(text);
  });

  it('names the wrong share where there are two to spare, says undecided with one, and believes fingerprints', () => {
    const shares = split(text, 2, 4).map((share) => ({ text: share }));
    const wrong = shares.map((share, position) =>
      position === 2 ? { text: share.text.replace(/.$/, (digit) => (digit === '0' ? '1' : '0')) } : share,
    );
    expect(crossCheckText(2, shares)).toEqual({ ok: true });
    expect(crossCheckText(2, wrong)).toEqual({ bad: [3] });
    expect(crossCheckText(2, wrong.slice(1))).toEqual({ undecided: true });
    const trusted = wrong.slice(1).map((share, position) => ({ ...share, trusted: position === 0 || position === 2 }));
    expect(crossCheckText(2, trusted)).toEqual({ bad: [3] });
  });
});
