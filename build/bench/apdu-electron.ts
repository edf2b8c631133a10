import { createInterface } from 'node:readline';
import { app } from 'electron';
import { apduTimes } from './apdu-times.ts';

/** The main process of a bare Electron: for each line of input prints the times of COUNT commands. The words after the program are READER and COUNT. */
async function main(): Promise<void> {
  const [reader = '', count = ''] = process.argv.slice(-2);
  await app.whenReady();
  process.stdout.write('ready\n');
  for await (const _ of createInterface({ input: process.stdin })) {
    process.stdout.write(`${(await apduTimes(reader, Number(count))).join(' ')}\n`);
  }
  app.quit();
}

void main();
