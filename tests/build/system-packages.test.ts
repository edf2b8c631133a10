import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const root = new URL('../..', import.meta.url).pathname;
const everything =
  'libgtk-3-0 libnss3 libasound2 libgbm1 libxss1 libnotify4 pcscd libpcsclite1 opensc opensc-pkcs11 vsmartcard-vpcd poppler-utils softhsm2 gcc libc6-dev xvfb';

/** A machine as the set-up sees it: what is installed, what can be, and whether apt-get works. Each tool is a few lines of shell. */
let machine: string;
beforeEach(() => {
  machine = mkdtempSync(join(tmpdir(), 'conclave-machine-'));
});
afterEach(() => rmSync(machine, { recursive: true, force: true }));

function tool(name: string, script: string): void {
  writeFileSync(join(machine, name), `#!/bin/sh\ncd ${machine}\n${script}\n`, { mode: 0o755 });
}

function setUp(
  command: string,
  { installed, apt, sudo }: { installed: string; apt: string; sudo: string },
): { code: number | null; said: string; log: string } {
  writeFileSync(join(machine, 'installed'), installed.split(' ').join('\n'));
  writeFileSync(join(machine, 'log'), '');
  tool('dpkg-query', 'while read -r name; do echo "$name installed"; done < installed; echo >> /dev/null');
  tool('apt-cache', 'shift; for name in "$@"; do case $name in *t64) ;; *) printf "%s:\\n  Candidate: 1\\n" "$name";; esac; done');
  tool('apt-get', `echo "$@" >> log; ${apt}`);
  tool('sudo', sudo);
  const script = `import('${root}build/system-packages.mjs').then((m) => m.haveSystemPackages('${command}')).catch((error) => { console.error(error.message); process.exitCode = 9; })`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', `process.getuid = () => 1000; ${script}`], {
    env: { PATH: `${machine}:${process.env['PATH']}`, DISPLAY: ':0' },
    encoding: 'utf8',
  });
  return { code: status, said: stdout + stderr, log: readFileSync(join(machine, 'log'), 'utf8') };
}

const without = (...names: string[]) =>
  everything
    .split(' ')
    .filter((name) => !names.includes(name))
    .join(' ');
const passwordless = '[ "$1" = -n ] && shift; exec "$@"';
const refused = 'exit 1';

describe.skipIf(process.platform !== 'linux')('the set-up of system packages', () => {
  it('asks apt for nothing where all is there, under its old name or its new', () => {
    expect(setUp('test', { installed: everything, apt: '', sudo: refused })).toEqual({ code: 0, said: '', log: '' });
    const renamed = everything.replace('libgtk-3-0', 'libgtk-3-0t64').replace('libasound2', 'libasound2t64');
    expect(setUp('test', { installed: renamed, apt: '', sudo: refused })).toEqual({ code: 0, said: '', log: '' });
  });

  it('installs what is missing with sudo, asking nobody', () => {
    const { code, said, log } = setUp('test', {
      installed: without('opensc', 'libnss3'),
      apt: 'printf "\\nopensc\\nlibnss3\\n" >> installed',
      sudo: passwordless,
    });
    expect(said).toContain('installing');
    expect(log).toMatch(/-y .*install --no-install-recommends libnss3 opensc/);
    expect(code).toBe(0);
  });

  it('updates the lists once and tries again where a package could not be fetched', () => {
    const apt = 'case "$*" in *update*) touch fresh;; *) [ -f fresh ] && printf "\\nopensc\\n" >> installed || exit 100;; esac';
    const { code, log } = setUp('test', { installed: without('opensc'), apt, sudo: passwordless });
    expect(log.trim().split('\n').at(-2)).toMatch(/update$/);
    expect(code).toBe(0);
  });

  it('stops where the window cannot open without them, and says the command', () => {
    const { code, said } = setUp('start', { installed: without('libnss3'), apt: '', sudo: refused });
    expect(code).toBe(9);
    expect(said).toContain('sudo apt-get update && sudo apt-get install libnss3');
  });

  it('goes on without what is optional, and says what is missing', () => {
    const { code, said } = setUp('start', { installed: without('pcscd'), apt: '', sudo: refused });
    expect(code).toBe(0);
    expect(said).toContain('system packages are missing: pcscd');
  });

  it('tells why apt-get failed', () => {
    const apt = 'echo "E: Could not resolve the archive" >&2; exit 100';
    expect(setUp('start', { installed: without('libnss3'), apt, sudo: passwordless }).said).toContain('E: Could not resolve the archive');
  });
});
