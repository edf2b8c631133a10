import fc from 'fast-check';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { messageParts, namesIn } from '../../../shared/language/message.ts';

const ours = (message: string, values: Record<string, string | number>, language: string) =>
  messageParts(message, values, language).join('');
const peer = (message: string, values: Record<string, string | number>, language: string) =>
  String(new IntlMessageFormat(message, language, undefined, { ignoreTag: true }).format(values));

describe('messages with places for values', () => {
  const text = fc.stringMatching(/^[A-Za-zéß.,: ]{0,12}$/);
  const message: fc.Memo<string> = fc.memo((depth) => {
    const inner = depth <= 1 ? text : message(depth - 1);
    const plural = fc.tuple(inner, inner, inner).map(([none, one, other]) => `{n, plural, =0 {${none}} one {# ${one}} other {# ${other}}}`);
    const select = fc.tuple(inner, inner).map(([aes, other]) => `{kind, select, aes {${aes}} other {${other}}}`);
    return fc.array(fc.oneof(text, fc.constant('{name}'), plural, select), { maxLength: 3 }).map((parts) => parts.join(''));
  });

  it('are what intl-messageformat makes of them, in each language', () => {
    const values = fc.record({ n: fc.nat({ max: 999 }), kind: fc.constantFrom('aes', 'rsa'), name: text });
    fc.assert(
      fc.property(message(3), values, fc.constantFrom('en', 'de', 'fr'), (made, given, language) => {
        expect(ours(made, given, language)).toBe(peer(made, given, language));
      }),
      { numRuns: 500, seed: 20270314 },
    );
  });

  it('keep pieces of a page as they are, in the order of the language', () => {
    const piece = { page: true };
    expect(messageParts('Compare {serial} now.', { serial: piece }, 'de')).toEqual(['Compare ', piece, ' now.']);
  });

  it.each(['{', '}', '{n', '{n, plural}', '{n, plural, one {#}}', '{n, colour, other {}}', 'a } b', '{n, plural, other {a}'])(
    'are refused when they are not well formed: %s',
    (wrong) => expect(() => namesIn(wrong)).toThrow(RangeError),
  );

  it('name a value that is missing, also one that every object has', () => {
    expect(() => ours('{toString}', {}, 'en')).toThrow('toString');
    expect(namesIn('{a} {n, plural, one {{b}} other {{c}}}')).toEqual(['a', 'b', 'c', 'n']);
  });
});
