import type { Found } from './explore.ts';
import type { Watched } from './watch.ts';

/** What was run, as a table in Markdown. */
export function report(results: readonly Watched[]): string {
  const rows = results.map(({ target, executions, seedEdges, edges, seedWays, ways, found }) => [
    target,
    String(executions),
    String(edges),
    String(seedEdges),
    `${ways} (+${ways - seedWays})`,
    String(found.length),
  ]);
  const sum = (pick: (result: Watched) => number) => String(results.reduce((all, result) => all + pick(result), 0));
  rows.push([
    'all',
    sum(({ executions }) => executions),
    sum(({ edges }) => edges),
    sum(({ seedEdges }) => seedEdges),
    '',
    sum(({ found }) => found.length),
  ]);
  const table = [
    ['parser', 'executions', 'edges', 'of them by seeds', 'ways', 'failures'],
    ['---', '---:', '---:', '---:', '---:', '---:'],
    ...rows,
  ];
  return `${table.map((row) => `| ${row.join(' | ')} |`).join('\n')}\n`;
}

const longestShown = 1024;

/** `saved`: the file that has all of an input which is too long to be shown. */
export function failureText(target: string, seed: number, { what, input }: Found, saved?: string): string {
  const bytes = input.length / 2;
  const shown = bytes <= longestShown ? input : `${input.slice(0, 2 * longestShown)}…${saved ? ` whole in ${saved}` : ''}`;
  return `\nFAILED ${target}, seed ${seed}: ${what}\n  input (${bytes} bytes): ${shown}\n`;
}
