import { apdu } from './apdu.ts';
import { clone, tear } from './clone.ts';
import { kdf } from './kdf.ts';
import { list } from './list.ts';
import { memory } from './memory.ts';
import { openDevice } from './open-device.ts';
import { openShare } from './open-share.ts';
import { packageSize } from './package-size.ts';
import { scan } from './scan.ts';
import { splitting } from './split.ts';
import { start } from './start.ts';
import { transcript } from './transcript.ts';
import { endPcscd } from './virtual-device.ts';

/** `npm run bench [-- NAME...] [--json]`: every figure, or those whose name contains one of the words. */
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
};

async function main(): Promise<void> {
  const words = process.argv.slice(2).filter((word) => !word.startsWith('--'));
  const json = process.argv.includes('--json');
  const results = [];
  for (const [name, bench] of Object.entries(benches)) {
    if (words.length > 0 && !words.some((word) => name.includes(word))) continue;
    for (const figure of await bench()) {
      results.push(figure);
      const { name, value, unit, goal, ok, detail } = figure;
      process.stderr.write(`${ok ? 'ok  ' : 'MISS'}  ${name} = ${value} ${unit}  (goal ${goal})\n      ${detail}\n`);
    }
  }
  if (json) process.stdout.write(`${JSON.stringify({ results })}\n`);
  process.exitCode = results.every((figure) => figure.ok) ? 0 : 1;
}

void main().finally(endPcscd);
