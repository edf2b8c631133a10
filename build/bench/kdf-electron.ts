import { createInterface } from 'node:readline';
import { app } from 'electron';
import { derivePbeKey } from '../../electron/crypto/derive-pbe-key.ts';
import { Secret } from '../../electron/crypto/secret.ts';
import { utf8 } from '../../shared/bytes.ts';

/**
 * The main process of a bare Electron: derives a key for each line of input and prints the milliseconds. The words after the
 * program are the worker's path, the password and the salt in hex.
 */
async function main(): Promise<void> {
  const [workerPath = '', password = '', salt = ''] = process.argv.slice(-3);
  await app.whenReady();
  process.stdout.write('ready\n');
  for await (const _ of createInterface({ input: process.stdin })) {
    const start = performance.now();
    const { key, iv } = await derivePbeKey(new Secret(utf8.encode(password)), Buffer.from(salt, 'hex'), { workerPath });
    process.stdout.write(`${performance.now() - start} ${Buffer.from(key.expose()).toString('hex')}\n`);
    key.wipe();
    iv.wipe();
  }
  app.quit();
}

void main();
