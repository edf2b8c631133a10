import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { bundleScript } from '../../build/bundle.mjs';
import { Openssl } from '../ceremony/certificates/openssl.ts';
import { executable, root } from './harness.ts';

const openssl = new Openssl();
afterAll(() => openssl.close());

it("opens openssl's key files and checks its chains inside Electron, whose node:crypto is another library", async () => {
  const password = 'gehêim';
  const expected: Record<string, string | number> = { 'root.pem': 1 };
  openssl.run(
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    'root.key',
    '-out',
    'root.pem',
    '-subj',
    '/CN=Root',
    '-days',
    '30',
  );
  const options = {
    modern: [],
    legacy: ['-legacy'],
    'two-keys': ['-legacy', '-keypbe', 'PBE-SHA1-2DES', '-certpbe', 'PBE-SHA1-RC2-128'],
    triple: ['-keypbe', 'DES-EDE3-CBC', '-certpbe', 'AES-192-CBC', '-macalg', 'sha512'],
  };
  for (const curve of ['prime256v1', 'secp521r1', 'brainpoolP256r1', 'secp256k1', 'prime192v1']) {
    openssl.run('ecparam', '-name', curve, '-genkey', '-noout', '-out', 'leaf.key');
    openssl.run('req', '-new', '-key', 'leaf.key', '-subj', `/CN=${curve}`, '-out', 'leaf.csr');
    for (const [kind, arguments_] of Object.entries({ pkcs1: [], pss: ['-sigopt', 'rsa_padding_mode:pss', '-sha384'] })) {
      const name = `${curve}-${kind}.pem`;
      openssl.run(
        'x509',
        '-req',
        '-in',
        'leaf.csr',
        '-CA',
        'root.pem',
        '-CAkey',
        'root.key',
        '-CAcreateserial',
        '-days',
        '9',
        '-out',
        name,
        ...arguments_,
      );
      expected[name] = 2;
    }
    for (const [kind, arguments_] of Object.entries(options)) {
      const name = `${curve}-${kind}.p12`;
      openssl.run(
        'pkcs12',
        '-export',
        '-inkey',
        'leaf.key',
        '-in',
        `${curve}-pss.pem`,
        '-passout',
        `pass:${password}`,
        '-out',
        name,
        ...arguments_,
      );
      expected[name] = openssl.run('pkey', '-in', 'leaf.key', '-pubout');
    }
    // signed with ECDSA on this curve: its own certificate is not among the issuers, which is told only once the signature fits
    openssl.run('req', '-x509', '-key', 'leaf.key', '-subj', `/CN=${curve}`, '-days', '9', '-out', `${curve}-alone.pem`);
    expected[`${curve}-alone.pem`] = 'certificate-self-signed';
  }
  const folder = join(root, 'out/e2e-key-files');
  mkdirSync(folder, { recursive: true });
  const script = join(folder, 'key-files.cjs');
  await bundleScript('tests/ceremony/import-key/electron-key-files.ts', script);
  const run = `require(${JSON.stringify(script)}).readKeyFiles(${JSON.stringify(openssl.folder)}, ${JSON.stringify(password)}).then((found) => console.log(JSON.stringify({ electron: process.versions.electron, found })))`;
  const output = execFileSync(executable(), ['-e', run], { encoding: 'utf8', env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } });
  const { electron, found } = JSON.parse(output) as { electron: string; found: Record<string, string | number> };
  expect(electron).toMatch(/^\d+\./);
  expect(found).toEqual(expected);
});
