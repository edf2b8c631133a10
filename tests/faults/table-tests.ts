import { afterAll, beforeAll, describe, test } from 'vitest';
import { columns } from './faults.ts';
import { type Operation, rowOf } from './operation.ts';
import { Stage } from './stage.ts';
import { faults, type Places, placesOf, tryColumn } from './table.ts';

/** Places tried for each fault; `npm run bench -- faults` tries all. */
const MOST = 2;

/** One test for each operation and column. */
export function testTable(operations: readonly Operation[]): void {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.build();
  }, 120_000);
  afterAll(() => stage.close());

  describe.for(operations.map((operation) => [rowOf(operation), operation] as const))('%s', ([, operation]) => {
    let counted: Promise<Places> | undefined;
    const met = columns.filter((column) => faults.some((fault) => fault.column === column));
    test.for(met)('comes to its end, nothing is lost and everything is explained: %s', { timeout: 240_000 }, async (column) => {
      counted ??= placesOf(stage, operation);
      const places = await counted;
      const { lost } = await tryColumn(stage, operation, column, places, MOST);
      if (lost.length > 0) throw new Error(lost.join('\n'));
    });
  });
}
