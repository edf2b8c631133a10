import { execFile } from 'node:child_process';

/** `lpstat` answers at once or never: its server may be a printer that is off. */
const patienceMs = 3000;

/** Names of the jobs that wait in the print queue (`Office-12`), from CUPS; undefined where there is none to ask. */
export function waitingPrintJobs(): Promise<readonly string[] | undefined> {
  if (process.platform === 'win32') return Promise.resolve(undefined);
  return new Promise((resolve) => {
    execFile('lpstat', ['-W', 'not-completed', '-o'], { timeout: patienceMs, env: { ...process.env, LC_ALL: 'C' } }, (error, output) => {
      resolve(error ? undefined : output.split('\n').flatMap((line) => line.split(/\s+/)[0] || []));
    });
  });
}
