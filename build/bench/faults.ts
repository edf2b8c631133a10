import { spawn } from 'node:child_process';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { columns } from '../../tests/faults/faults.ts';
import { rowOf } from '../../tests/faults/operation.ts';
import { operations } from '../../tests/faults/operations/all.ts';
import type { Tried } from '../../tests/faults/table.ts';
import { atLeast, type Bench, type Table } from './bench.ts';

/** Places tried for each fault: no operation has more commands or writes. */
const EVERY_PLACE = 10_000;

interface Cell extends Tried {
  readonly row: string;
  readonly column: string;
}

/** Every operation with every fault at every one of its commands and writes; FAULT_PLACES limits the places. The table says how many were survived. */
export const faults: Bench = async () => {
  const processes = Math.max(1, cpus().length);
  const most = Number(process.env['FAULT_PLACES'] ?? EVERY_PLACE);
  const cells = (await Promise.all(Array.from({ length: processes }, (_, first) => rows(first, processes, most)))).flat();
  const sum = (of: (cell: Cell) => number) => cells.reduce((total, cell) => total + of(cell), 0);
  const lost = cells.flatMap((cell) => cell.lost);
  for (const words of lost) process.stderr.write(`${words}\n`);
  const tried = sum((cell) => cell.tried);
  const detail = lost[0] ?? 'each operation came to its end, what was wrong was explained, nothing was lost';
  const figures = [
    atLeast('faults.tried', tried, 'faults', 1, `${operations.length} operations, ${columns.length} kinds of fault`),
    atLeast(
      'faults.survived',
      sum((cell) => cell.survived),
      'faults',
      tried,
      detail,
    ),
  ];
  return { figures, tables: [table(cells)] };
};

function rows(first: number, step: number, most: number): Promise<Cell[]> {
  const script = join(process.cwd(), 'out/bench/table-process.cjs');
  const given = [script, String(first), String(step), String(most), join(process.cwd(), 'out/bench/power-cut-process.cjs')];
  const child = spawn(process.execPath, given, { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (chunk) => (said += chunk));
  return new Promise((resolve, reject) => {
    child.once('close', (code) => {
      if (code !== 0) return reject(new Error(`the table of faults ended with ${code}`));
      const lines = said.split('\n').filter((line) => line.startsWith('{'));
      resolve(lines.map((line) => JSON.parse(line)));
    });
  });
}

/** What was survived; where that is not all, of how many. */
function table(cells: readonly Cell[]): Table {
  const cell = (row: string, column: string): string | number => {
    const found = cells.find((each) => each.row === row && each.column === column);
    if (!found || found.tried === 0) return '–';
    return found.survived === found.tried ? found.tried : `${found.survived} of ${found.tried}`;
  };
  const rows = operations.map(rowOf).map((row) => [row, ...columns.map((column) => cell(row, column))]);
  return { name: 'faults', head: ['operation', ...columns], rows };
}
