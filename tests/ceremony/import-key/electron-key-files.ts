import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkChain } from '../../../electron/ceremony/certificates/check-certificate.ts';
import { publicKeyToPem } from '../../../electron/ceremony/certificates/public-key.ts';
import { publicKeyOf } from '../../../electron/ceremony/import-key/key-material.ts';
import { openKeyFile } from '../../../electron/ceremony/import-key/open-key-file.ts';
import { readCertificates } from '../../../electron/codec/certificate.ts';
import { Secret } from '../../../electron/crypto/secret.ts';
import { utf8 } from '../../../shared/bytes.ts';
import { Refusal } from '../../../shared/failure.ts';

/**
 * What the shipped code finds in each file of a folder: for `.p12` the public key, for `.pem` how long the chain is that ends in
 * `root.pem`. For Electron, whose node:crypto is another library, without a test runner.
 */
export async function readKeyFiles(folder: string, password: string): Promise<Record<string, string | number>> {
  const found: Record<string, string | number> = {};
  const read = (name: string) => Uint8Array.from(readFileSync(join(folder, name)));
  const root = readCertificates(read('root.pem'));
  for (const name of readdirSync(folder)) {
    try {
      if (name.endsWith('.p12')) {
        const key = (await openKeyFile(read(name), new Secret(utf8.encode(password)))).keys[0];
        const publicKey = key && publicKeyOf(key.material);
        found[name] = publicKey ? publicKeyToPem(publicKey) : 'no key';
      } else if (name.endsWith('.pem')) {
        const [certificate] = readCertificates(read(name));
        found[name] = certificate ? checkChain(certificate, root).length : 0;
      }
    } catch (error) {
      found[name] = error instanceof Refusal ? error.failure.code : String(error);
    }
  }
  return found;
}
