import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

const root = new URL('../..', import.meta.url).pathname;

/** Starts `npm run smoke` as a user with this number would; gives what it says and its exit code. */
function smoke(uid: number, ...words: string[]): { said: string; code: number | null } {
  const script = `process.getuid = () => ${uid}; process.argv = ['node', 'smoke', ...${JSON.stringify(words)}]; import('./build/smoke.mjs');`;
  const { stderr, status } = spawnSync(process.execPath, ['-e', script], { cwd: root, encoding: 'utf8', timeout: 20_000 });
  return { said: stderr, code: status };
}

test.skipIf(process.platform !== 'linux')('the smoke ceremony says what it needs before it does anything (Linux only)', () => {
  expect(smoke(1000)).toEqual({ code: 1, said: expect.stringMatching(/only root.*debootstrap.*sudo npm run smoke/) });
  expect(smoke(0, '--deb', '/absent.deb')).toEqual({ code: 1, said: expect.stringMatching(/no file \/absent\.deb/) });
});
