import { expect, test } from 'vitest';
import { LongWork } from '../../electron/ceremony/long-work.ts';
import type { Progress } from '../../shared/models/reports.ts';

function watched() {
  const shown: (Progress | null)[] = [];
  return { shown, longWork: new LongWork((now) => shown.push(now)) };
}
const never = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(new Error('stopped'))));

test('work is shown with its fraction until it ends, and again what still runs beside it', async () => {
  const { shown, longWork } = watched();
  let finish = () => {};
  const long = longWork.run('RSA', false, () => new Promise<void>((done) => (finish = done)));
  await longWork.run('KDF', true, async ({ progress }) => progress(2));
  expect(shown.map((now) => now && [now.words, now.fraction])).toEqual([
    ['RSA', undefined],
    ['KDF', undefined],
    ['KDF', 1],
    ['RSA', undefined],
  ]);
  finish();
  await long;
  expect(shown.at(-1)).toBeNull();
});

test('only work that was announced as cancellable is cancelled, and only the one that was named', async () => {
  const { shown, longWork } = watched();
  let aborted = false;
  const fixed = longWork.run('RSA', false, async ({ signal }) => {
    await new Promise((done) => setTimeout(done, 5));
    aborted = signal.aborted;
  });
  longWork.cancel(shown.at(-1)?.work ?? '');
  const one = longWork.run('KDF 1', true, ({ signal }) => never(signal));
  const name = shown.at(-1)?.work ?? '';
  longWork.cancel('no such work');
  longWork.cancel(name);
  await expect(one).rejects.toMatchObject({ failure: { code: 'cancelled' } });
  await fixed;
  expect(aborted).toBe(false);
  longWork.cancel(name);
});
