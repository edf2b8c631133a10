import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { bundleScript } from '../../../build/bundle.mjs';
import { makeSplitShare, openFolder, people } from '../custody/custody-steps.ts';
import { RehearsalRoom } from '../rehearsal-room.ts';

let room: RehearsalRoom;
let child: ChildProcess | undefined;
let scripts = '';
afterEach(async () => {
  child?.kill('SIGKILL');
  await room.close();
  await rm(scripts, { recursive: true, force: true });
});

test('an app that is killed between two hand-overs leaves no file and no set, and the folder opens again and works', async () => {
  room = await RehearsalRoom.withDevices(1);
  scripts = await mkdtemp(join(tmpdir(), 'conclave-torn-'));
  const script = join(scripts, 'hand-over.cjs');
  await bundleScript('tests/ceremony/shares/hand-over-process.ts', script);
  await mkdir(room.path('ceremony'));
  const running = spawn(process.execPath, [script, room.path('ceremony'), room.path('torn.pbe')], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, TMPDIR: scripts },
  });
  child = running;
  let said = '';
  running.stdout.on('data', (chunk) => (said += chunk));
  running.stderr.on('data', (chunk) => (said += chunk));
  await room.until(() => said.includes('two have read back') || running.exitCode !== null, 'the hand-over', 25_000);
  expect(said).toBe('two have read back\n');

  await expect(openFolder(room)).rejects.toMatchObject({
    failure: { code: 'register-in-use', what: expect.stringContaining(`process ${running.pid}`) },
  });
  running.kill('SIGKILL');
  await new Promise((done) => running.once('exit', done));

  expect(await readdir(room.folder)).toEqual(['ceremony']);
  await openFolder(room);
  const { register, notice } = room.fleet.snapshot.custody ?? {};
  expect(notice).toContain(`process ${running.pid}`);
  expect(register).toMatchObject({ sets: [], holdings: [] });
  expect(register?.custodians).toHaveLength(3);

  const ids = register?.custodians.map(({ id }) => id) ?? [];
  const { papers } = await makeSplitShare(room, 2, ids, 'again.pbe');
  expect(papers).toHaveLength(people.slice(0, 3).length);
  expect(room.custody.register.sets).toHaveLength(1);
});
