import { readFile, writeFile } from 'node:fs/promises';
import { apdu } from './apdu.ts';
import type { Figure, Table } from './bench.ts';
import { clone, tear } from './clone.ts';
import { faults } from './faults.ts';
import { fuzz } from './fuzz.ts';
import { kdf } from './kdf.ts';
import { list } from './list.ts';
import { memory } from './memory.ts';
import { openDevice } from './open-device.ts';
import { openShare } from './open-share.ts';
import { packageSize } from './package-size.ts';
import { scan } from './scan.ts';
import { splitting } from './split.ts';
import { start } from './start.ts';
import { figureTable, markdown, writeInto } from './tables.ts';
import { transcript } from './transcript.ts';
import { endPcscd } from './virtual-device.ts';

/**
 * `npm run bench [-- NAME...] [--json] [--tables] [--write-readme]`: every figure, or those whose name contains one of the words.
 * `--tables` prints them as the tables of the README, `--write-readme` writes them there.
 */
const benches = {
  'open-device': openDevice,
  list,
  'apdu.overhead-ratio': apdu,
  'pbe-open': openShare,
  kdf,
  split: splitting,
  'sheet.scan-rate': scan,
  start,
  'rss.ratio': memory,
  'package.mb': packageSize,
  transcript,
  clone,
  tear,
  fuzz,
  faults,
};

async function main(): Promise<void> {
  const words = process.argv.slice(2).filter((word) => !word.startsWith('--'));
  const asked = (option: string) => process.argv.includes(option);
  const results: Figure[] = [];
  const tables: Table[] = [];
  for (const [name, bench] of Object.entries(benches)) {
    if (words.length > 0 && !words.some((word) => name.includes(word))) continue;
    const outcome = await bench();
    const { figures, tables: more } = 'figures' in outcome ? outcome : { figures: outcome, tables: [] };
    tables.push(...more);
    for (const figure of figures) {
      results.push(figure);
      const { name, value, unit, goal, ok, detail } = figure;
      process.stderr.write(`${ok ? 'ok  ' : 'MISS'}  ${name} = ${value} ${unit}  (goal ${goal})\n      ${detail}\n`);
    }
    for (const table of more) process.stderr.write(markdown(table));
  }
  if (asked('--json')) process.stdout.write(`${JSON.stringify({ results, ...(tables.length > 0 ? { tables } : {}) })}\n`);
  if (asked('--tables')) process.stdout.write(`\n${[figureTable(results), ...tables.map(markdown)].join('\n')}`);
  if (asked('--write-readme')) await writeFile('README.md', writeInto(await readFile('README.md', 'utf8'), results, tables));
  process.exitCode = results.every((figure) => figure.ok) ? 0 : 1;
}

void main().finally(endPcscd);
