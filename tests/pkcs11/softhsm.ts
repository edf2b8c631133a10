/** A SoftHSM token in a temporary folder; SOFTHSM2_CONF names it to the processes that this one starts. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const softhsmModule = '/usr/lib/softhsm/libsofthsm2.so';
export const userPin = '648219';
export const soPin = '3537363231383830';

export interface SoftToken {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  remove(): void;
}

export function softToken(label = 'conclave-test'): SoftToken {
  if (!existsSync(softhsmModule)) throw new Error(`${softhsmModule} is not installed (Debian package softhsm2)`);
  const folder = mkdtempSync(join(tmpdir(), 'conclave-softhsm-'));
  mkdirSync(join(folder, 'tokens'));
  const conf = join(folder, 'softhsm2.conf');
  writeFileSync(conf, `directories.tokendir = ${join(folder, 'tokens')}\nobjectstore.backend = file\nlog.level = ERROR\n`);
  const env = { SOFTHSM2_CONF: conf };
  execFileSync('softhsm2-util', ['--init-token', '--free', '--label', label, '--pin', userPin, '--so-pin', soPin], {
    env: { ...process.env, ...env },
    stdio: 'pipe',
  });
  return { folder, env, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
