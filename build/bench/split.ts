import { Secret } from '../../electron/crypto/secret.ts';
import { combineText, splitText } from '../../electron/crypto/text-split.ts';
import { combine, newSplitPassword, splitSecret } from '../../electron/crypto/threshold.ts';
import { equal, utf8 } from '../../shared/bytes.ts';
import { atMost, type Bench, median } from './bench.ts';

const runs = 101;
const split = { threshold: 9, total: 9 };
const text = 'SO-PIN 3537363231383830';

/** A password to nine shares and back, and a line of text; in the process that does it, the first time and later. */
export const splitting: Bench = async () => {
  const passwords = times(() => {
    const password = newSplitPassword();
    const { prime, shares } = splitSecret(password, split);
    const entered = shares.map(({ index, value }) => ({ id: index, value: value.expose() }));
    if (!equal(combine(prime, entered, 9).expose(), password.expose())) throw new Error('the shares do not combine');
  });
  const texts = times(() => {
    const shares = splitText(new Secret(utf8.encode(text)), split);
    if (!equal(combineText(shares, 9).expose(), utf8.encode(text))) throw new Error('the text does not come back');
  });
  const words = ([first, usual]: readonly [number, number]) => `${usual.toFixed(2)} ms, ${first.toFixed(2)} ms the first time`;
  const detail = `password: ${words(passwords)}; text: ${words(texts)} (medians of ${runs})`;
  return [atMost('split.ms', Math.max(passwords[1], texts[1]), 'ms', 10, detail)];
};

/** Milliseconds of the first run and of the median one. */
function times(work: () => void): readonly [number, number] {
  const elapsed = Array.from({ length: runs }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return [elapsed[0] as number, median(elapsed)];
}
