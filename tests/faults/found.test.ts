import { afterAll, beforeAll, expect, test } from 'vitest';
import { tryCell } from './cell.ts';
import { rowOf } from './operation.ts';
import { operations } from './operations/all.ts';
import { Stage } from './stage.ts';
import { faults, placesFor, placesOf } from './table.ts';

/** Cells that once broke a promise, in whatever place of the operation: each place is tried. */
const found: readonly (readonly [row: string, fault: string, was: string])[] = [
  ['Rename Key', 'no data', 'a description that makes no sense was called a defect'],
  ['Rename Object', 'cut in half', 'a description that makes no sense was called a defect'],
  ['Export Key', 'random bytes', 'a description that makes no sense was called a defect'],
  ['Save Evidence', 'cut in half', 'a request that makes no sense was called a defect'],
  ['Delete Key', '6F00 once', 'the description of a deleted key stayed for good'],
  ['Generate AES Key', '6F00 from here on', 'a device that refused to be read was shown as it was before'],
  ['Remove DKEK', '6A80 once', 'a device with key domains was shown without'],
  ['Authenticate with Device', '6A80 once', 'a device with public key authentication was shown without'],
  ['Re-issue Shares', 'one call fails', 'the register was deleted when it could not be read back'],
  ['Re-issue Shares', 'no room once', 'a register that was replaced counted as changed by another program'],
];

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.build();
}, 120_000);
afterAll(() => stage.close());

test.for(found)('%s, %s: no longer so that %s', { timeout: 240_000 }, async ([row, name]) => {
  const operation = operations.find((each) => rowOf(each) === row);
  const fault = faults.find((each) => each.name === name);
  if (!operation || !fault) throw new Error('no such cell');
  const places = placesFor(fault, await placesOf(stage, operation), Number.MAX_SAFE_INTEGER);
  for (const at of places) await tryCell(stage, operation, fault, at);
  expect(places.length).toBeGreaterThan(3);
});
