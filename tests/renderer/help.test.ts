// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { choiceOf } from '../../renderer/help/keys.ts';
import { terms } from '../../renderer/help/terms.ts';
import { termsIn } from '../../renderer/help/words-on-screen.ts';

const words = (text: string) => termsIn(text, terms).map(({ word }) => word);

test('terms are found as whole words, in any case, with their endings', () => {
  expect(words('Import two DKEK shares')).toEqual(['DKEK', 'DKEK share']);
  expect(words('The User PIN is blocked.')).toEqual(['User PIN']);
  expect(words('planetary, headless, relabelled')).toEqual([]);
  expect(words('')).toEqual([]);
});

test('a term is explained once', () => {
  expect(new Set(terms.map(({ word }) => word.toLowerCase())).size).toBe(terms.length);
});

test('keys of the whole window choose what the list says, and no others do', () => {
  const key = (key: string, held: Partial<KeyboardEvent> = {}) =>
    choiceOf(new KeyboardEvent('keydown', { key, ...held } as KeyboardEventInit));
  expect(key('F1')).toEqual({ help: 'words' });
  expect(key('/', { ctrlKey: true, shiftKey: true })).toEqual({ help: 'keyboard' });
  expect(key('4', { metaKey: true })).toEqual({ view: 'Ceremony' });
  for (const none of [
    key('1'),
    key('6', { ctrlKey: true }),
    key('0', { ctrlKey: true }),
    key('/'),
    key('1', { ctrlKey: true, altKey: true }),
  ])
    expect(none).toBeUndefined();
});
