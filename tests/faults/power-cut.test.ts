import { join } from 'node:path';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { bundleScript } from '../../build/bundle.mjs';
import { rowOf } from './operation.ts';
import { operations } from './operations/all.ts';
import { cutsFor, PowerCuts } from './power-cut.ts';
import { Stage } from './stage.ts';

/** Places tried in each operation; `npm run bench -- faults` tries all. */
const MOST = 4;
let stage: Stage;
let cuts: PowerCuts;
beforeAll(async () => {
  stage = await Stage.build();
  const script = join(stage.folder, 'power-cut.cjs');
  await bundleScript('tests/faults/power-cut-process.ts', script);
  cuts = new PowerCuts(stage, script);
}, 120_000);
afterAll(() => stage.close());

describe('a power cut at any write is brought to its end by a fresh process, and nothing is lost', () => {
  test.for(operations.map((operation) => [rowOf(operation), operation] as const))('%s', { timeout: 240_000 }, async ([, operation]) => {
    const lost: string[] = [];
    for (const at of cutsFor(await cuts.writesOf(operation), MOST))
      await cuts.cut(operation, at).catch(({ message }: Error) => lost.push(`${rowOf(operation)}, power cut at write ${at}: ${message}`));
    if (lost.length > 0) throw new Error(lost.join('\n'));
  });
});
