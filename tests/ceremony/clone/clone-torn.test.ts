import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TornClone } from './torn-clone.ts';

/** A sample; `npm run bench -- tear` tears at every command. */
const STEP = 7;
let torn: TornClone;
beforeAll(async () => {
  torn = await TornClone.prepare();
}, 30_000);
afterAll(() => torn.close());

describe('a clone torn at any command is brought to its end, and the source is unharmed', () => {
  for (const of of ['target', 'source'] as const) {
    for (const after of [false, true]) {
      test(`the ${of} is pulled ${after ? 'after' : 'before'} the command is done`, { timeout: 60_000 }, async () => {
        let survived = 0;
        // Another phase for each, so that the four together come closer to every command.
        for (let at = after ? 1 : 4; (await torn.tear({ of, at, after })) === 'survived'; at += STEP) survived++;
        expect(survived).toBeGreaterThan(of === 'target' ? 3 : 1);
      });
    }
  }
});
