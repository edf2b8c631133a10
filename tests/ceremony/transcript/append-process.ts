import { Transcript } from '../../../electron/ceremony/transcript/transcript.ts';

/** A program of its own, to be killed: adds entries without end and says the number of each that is on the medium. */
async function main(): Promise<void> {
  const transcript = await Transcript.open(process.argv[2] as string, { subject: { practice: true }, opening: { pid: process.pid } });
  for (;;) {
    const { n } = await transcript.append('operation', { operation: 'device.test', words: 'x'.repeat(2000) });
    process.stdout.write(`${n}\n`);
  }
}

void main();
