import { expect, it } from 'vitest';
import { cryptoSuite } from './electron-crypto-suite.ts';

it('the suite that runs inside Electron passes under Node too', async () => {
  const results = await cryptoSuite();
  expect(results.filter(({ ok }) => !ok)).toEqual([]);
  expect(results.length).toBeGreaterThan(20);
}, 180_000);
