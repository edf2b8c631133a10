import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What a package and everything in it is called. A test package is made of another runtime than the pinned one: it has a name,
 * a folder and data of its own, so that neither a person nor a program can take it for the real one.
 */
export function naming(root, { test }) {
  const { version, description } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const name = test ? 'conclave-test' : 'conclave';
  return {
    test,
    version,
    /** Of the package, its command, its folder below /opt and its icon. */
    name,
    /** Of the program's file; `name` is its launcher on Linux. */
    executable: process.platform === 'linux' ? `${name}-app` : name,
    productName: test ? 'Conclave Test Package' : 'Conclave',
    description: test ? 'TEST PACKAGE, not for production keys: key ceremonies with the SmartCard-HSM' : description,
    appId: test ? 'conclave.test-package' : 'conclave.app',
  };
}
