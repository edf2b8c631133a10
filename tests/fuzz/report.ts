import type { Found } from './explore.ts';
import type { Watched } from './watch.ts';

/** What was run, parser by parser: head and rows of a table. */
export function fuzzTable(results: readonly Watched[]): {
  readonly head: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
} {
  const rows = results.map(({ target, executions, edges, seedEdges, found }) => [
    `\`${target}\``,
    executions,
    edges,
    seedEdges,
    found.length,
  ]);
  const sum = (pick: (result: Watched) => number) => results.reduce((all, result) => all + pick(result), 0);
  const total = [
    'all',
    sum(({ executions }) => executions),
    sum(({ edges }) => edges),
    sum(({ seedEdges }) => seedEdges),
    sum(({ found }) => found.length),
  ];
  return { head: ['parser', 'executions', 'edges', 'by the samples alone', 'failures'], rows: [...rows, total] };
}

const longestShown = 1024;

/** Parser, seed and smallest input: enough to run it again. `saved`: the file that has all of an input which is too long to be shown. */
export function failureText(target: string, seed: number, { what, input }: Found, saved?: string): string {
  const bytes = input.length / 2;
  const shown = bytes <= longestShown ? input : `${input.slice(0, 2 * longestShown)}…${saved ? ` whole in ${saved}` : ''}`;
  return `\nFAILED ${target}, seed ${seed}: ${what}\n  input (${bytes} bytes): ${shown}\n`;
}
