import { spawn } from 'node:child_process';
import { Transcript } from '../../../electron/ceremony/transcript/transcript.ts';

/**
 * Lets the bundled `append-process` write to this transcript, kills it with SIGKILL `afterMs` after its first entry, opens
 * the transcript again and tells how many entries it had said to be on the medium and how many are there.
 */
export async function killWhileAppending(script: string, path: string, afterMs: number): Promise<{ said: number; kept: number }> {
  const child = spawn(process.execPath, [script, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  const first = new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      output += chunk;
      resolve();
    });
    child.once('exit', () => reject(new Error('it ended before it was killed')));
  });
  await first;
  await new Promise((done) => setTimeout(done, afterMs));
  const gone = new Promise((done) => child.once('exit', done));
  child.kill('SIGKILL');
  await gone;
  const lines = output.split('\n');
  const said = Number(lines.at(-2));
  const transcript = await Transcript.open(path, { subject: {}, opening: {} });
  const kept = transcript.entries.filter(({ kind }) => kind === 'operation' || kind === 'begun' || kind === 'resumed').length;
  const { entries } = transcript.head;
  await transcript.close();
  if (entries < said) throw new Error(`entry ${said} was said to be kept, ${entries} are there`);
  return { said, kept };
}
