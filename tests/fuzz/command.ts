import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { failureText, fuzzTable } from './report.ts';
import { targets } from './targets/all.ts';
import { watch } from './watch.ts';

/** `node out/fuzz/command.cjs SCRIPT [PARSER...] [--seconds N] [--seed N]`: what `npm run fuzz` starts. */
async function main(): Promise<number> {
  const [script = '', ...rest] = process.argv.slice(2);
  const all = targets.map(({ name }) => name);
  const chosen: string[] = [];
  const options = { seconds: 10, seed: Date.now() % 1_000_000 };
  for (let at = 0; at < rest.length; at++) {
    const word = rest[at] as string;
    if (word === '--seconds' || word === '--seed') {
      const value = Number(rest[++at]);
      if (!Number.isSafeInteger(value) || value < 1) return usage(all);
      options[word.slice(2) as 'seconds' | 'seed'] = value;
    } else if (all.includes(word)) chosen.push(word);
    else return usage(all);
  }
  const { seconds, seed } = options;
  process.stderr.write(`seed ${seed}, ${seconds} s a parser\n`);
  const results = [];
  for (const target of chosen.length > 0 ? chosen : all) {
    results.push(await watch(script, target, { seed, milliseconds: seconds * 1000 }));
    process.stderr.write(`${target}: ${results.at(-1)?.executions} executions, ${results.at(-1)?.found.length} failures\n`);
  }
  const { head, rows } = fuzzTable(results);
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  process.stdout.write(`${lines.join('\n')}\n`);
  const folder = join(dirname(script), 'found');
  for (const { target, seed: used, found } of results) {
    for (const [at, each] of found.entries()) {
      const path = join(folder, `${target}-${used}-${at + 1}.bin`);
      mkdirSync(folder, { recursive: true });
      writeFileSync(path, Buffer.from(each.input, 'hex'));
      process.stdout.write(failureText(target, used, each, path));
    }
  }
  return results.every(({ found }) => found.length === 0) ? 0 : 1;
}

function usage(all: readonly string[]): number {
  process.stderr.write(`npm run fuzz -- [PARSER...] [--seconds N] [--seed N]\n\nParsers: ${all.join(' ')}\n`);
  return 2;
}

void main().then((code) => {
  process.exitCode = code;
});
