import { columns } from './faults.ts';
import { rowOf } from './operation.ts';
import { operations } from './operations/all.ts';
import { cutsFor, PowerCuts } from './power-cut.ts';
import { Stage } from './stage.ts';
import { placesOf, type Tried, tryColumn } from './table.ts';

/*
 * A program of its own: tries every nth row of the table, beginning with the given one, in up to so many places for each fault, and
 * says what came of each cell, one line of JSON each.
 */
const [first, step, most, cutScript = ''] = process.argv.slice(2);

async function main(): Promise<void> {
  const stage = await Stage.build();
  const cuts = new PowerCuts(stage, cutScript);
  try {
    for (let at = Number(first); at < operations.length; at += Number(step)) {
      const operation = operations[at] as (typeof operations)[number];
      const places = await placesOf(stage, operation);
      for (const column of columns) {
        const tried =
          column === 'power cut' ? await tryCuts(cuts, operation) : await tryColumn(stage, operation, column, places, Number(most));
        process.stdout.write(`${JSON.stringify({ row: rowOf(operation), column, ...tried })}\n`);
      }
    }
  } finally {
    await stage.close();
  }
}

async function tryCuts(cuts: PowerCuts, operation: (typeof operations)[number]): Promise<Tried> {
  const lost: string[] = [];
  const places = cutsFor(await cuts.writesOf(operation), Number(most));
  for (const at of places)
    await cuts.cut(operation, at).catch(({ message }: Error) => lost.push(`${rowOf(operation)}, power cut at write ${at}: ${message}`));
  return { tried: places.length, survived: places.length - lost.length, lost };
}

void main().then(() => process.exit(0));
