import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, unlink, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CeremonyFolder } from '../../electron/files/ceremony-folder.ts';
import type { FailureCode } from '../../shared/failure.ts';

const refusal = (code: FailureCode) => expect.objectContaining({ failure: expect.objectContaining({ code }) });
const bytes = (text: string) => new TextEncoder().encode(text);

let folder: string;
let child: ChildProcess | undefined;
const path = (name: string) => join(folder, name);
const open: CeremonyFolder[] = [];

async function opened(at = folder): Promise<CeremonyFolder> {
  const made = await CeremonyFolder.open(at);
  open.push(made);
  return made;
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conclave-folder-'));
});
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
  child?.kill('SIGKILL');
  child = undefined;
  await rm(folder, { recursive: true, force: true });
});

describe('a ceremony folder', () => {
  test('keeps the register and the state before it, whole, and frees its lock', async () => {
    const first = await opened();
    expect(first.bytes).toBeUndefined();
    await first.write(bytes('one'));
    await first.write(bytes('two'));
    expect((await readdir(folder)).sort()).toEqual(['register-previous.json', 'register.json', 'register.lock']);
    expect(await readFile(path('register.json'), 'utf8')).toBe('two');
    expect(await readFile(path('register-previous.json'), 'utf8')).toBe('one');
    await first.close();
    expect(await readdir(folder)).not.toContain('register.lock');
    expect(new TextDecoder().decode((await opened()).bytes)).toBe('two');
  });

  test('never overwrites what another program has put there', async () => {
    const first = await opened();
    await first.write(bytes('one'));
    await writeFile(path('register.json'), 'by somebody else');
    await expect(first.write(bytes('two'))).rejects.toEqual(refusal('register-changed'));
    await unlink(path('register.json'));
    await expect(first.write(bytes('two'))).rejects.toEqual(refusal('register-changed'));
    await first.close();
    const second = await mkdtemp(join(folder, 'new-'));
    const empty = await opened(second);
    await writeFile(join(second, 'register.json'), 'by somebody else');
    await expect(empty.write(bytes('mine'))).rejects.toEqual(refusal('file-exists'));
    expect(await readFile(join(second, 'register.json'), 'utf8')).toBe('by somebody else');
  });

  test('begins in an empty folder only; what systems put on media does not count', async () => {
    await mkdir(path('System Volume Information'));
    await writeFile(path('.DS_Store'), '');
    await (await opened()).close();
    await writeFile(path('holiday.jpg'), '');
    await expect(opened()).rejects.toEqual(refusal('folder-not-for-ceremony'));
    expect(await readdir(folder)).not.toContain('register.lock');
    await expect(opened(path('missing'))).rejects.toEqual(refusal('file-unreadable'));
    await expect(opened(path('holiday.jpg'))).rejects.toEqual(refusal('file-unreadable'));
  });

  test('without its register but with the copy says how to get it back', async () => {
    await writeFile(path('register-previous.json'), 'one');
    await expect(opened()).rejects.toMatchObject({
      failure: { code: 'register-missing', next: expect.stringContaining('Copy register-previous.json') },
    });
    expect(await readdir(folder)).toEqual(['register-previous.json']);
  });

  test('that was torn while its register was replaced has the old or the new one', async () => {
    const first = await opened();
    await first.write(bytes('one'));
    await first.close();
    await writeFile(path('.register.json.0011223344556677.partial'), 'half of tw');
    expect(new TextDecoder().decode((await opened()).bytes)).toBe('one');
  });
});

describe('the lock of a folder', () => {
  const holder = (pid: number, changes: object = {}) =>
    readFile('/proc/sys/kernel/random/boot_id', 'utf8')
      .catch(() => '')
      .then((boot) => JSON.stringify({ pid, host: hostname(), boot: boot.trim(), since: '2026-03-01T10:00:00.000Z', ...changes }));

  test('refuses a second opening in the same app, also through another path', async () => {
    await opened();
    await symlink(folder, `${folder}-link`);
    await expect(opened()).rejects.toEqual(refusal('register-in-use'));
    await expect(opened(`${folder}-link`)).rejects.toEqual(refusal('register-in-use'));
    await rm(`${folder}-link`, { force: true });
  });

  test('refuses a second program that runs, and names it', async () => {
    child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    await writeFile(path('register.lock'), await holder(child.pid as number));
    await expect(opened()).rejects.toMatchObject({
      failure: {
        code: 'register-in-use',
        what: expect.stringContaining(`process ${child.pid} on ${hostname()}`),
        next: expect.stringContaining('register.lock'),
      },
    });
  });

  test('is taken over from a program that was killed, or another start of the computer, in so many words', async () => {
    child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    const pid = child.pid as number;
    child.kill('SIGKILL');
    await new Promise((done) => child?.once('exit', done));
    for (const stale of [await holder(pid), await holder(process.pid), await holder(1, { boot: 'another' })]) {
      await writeFile(path('register.lock'), stale);
      const taken = await opened();
      expect(taken.notice).toMatch(/^The folder had not been closed \(process \d+ on .*\)\. That program no longer runs/);
      await taken.close();
    }
  });

  test('is left alone where nobody can tell: another computer, or a damaged lock', async () => {
    for (const unclear of [await holder(4711, { host: 'another-computer' }), '', '{"pid":"x"}']) {
      await writeFile(path('register.lock'), unclear);
      await expect(opened()).rejects.toEqual(refusal('register-in-use'));
      expect(await readFile(path('register.lock'), 'utf8')).toBe(unclear);
    }
  });
});
