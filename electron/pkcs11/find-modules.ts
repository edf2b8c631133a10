import { realpath } from 'node:fs/promises';
import { Refusal } from '../../shared/failure.ts';
import type { ModuleFile } from '../../shared/models/module.ts';
import { inspectModule } from './library-file.ts';

/** What we know of a module by the name of its file; the library tells more once it is loaded. */
type KnownModule = Pick<ModuleFile, 'product' | 'about'>;

const products: readonly (KnownModule & { readonly file: RegExp })[] = [
  {
    file: /^opensc-pkcs11\.(so|dylib|dll)$/,
    product: 'OpenSC',
    about: 'Shows RSA and EC keys, certificates and data. Its SmartCard-HSM driver shows no AES keys.',
  },
  {
    file: /^(lib)?sc-hsm-pkcs11(64)?\.(so|dylib|dll)$/,
    product: 'CardContact sc-hsm-embedded',
    about: 'Shows RSA, EC and AES keys; WebADM needs this one for AES keys.',
  },
  {
    file: /^(lib)?softhsm2\.(so|dylib|dll)$/,
    product: 'SoftHSM',
    about: 'Keeps keys in files: for tests only, it knows no SmartCard-HSM.',
  },
];
const unknown: KnownModule = { product: 'Another PKCS#11 module', about: 'This app does not know what it shows of a SmartCard-HSM.' };

/** By the name of the file alone. */
export function knownModule(path: string): KnownModule {
  const name = path.split(/[\\/]/).at(-1) ?? '';
  const { product, about } = products.find(({ file }) => file.test(name)) ?? unknown;
  return { product, about };
}

const architectures: Readonly<Record<string, string>> = { x64: 'x86_64-linux-gnu', arm64: 'aarch64-linux-gnu', arm: 'arm-linux-gnueabihf' };
const linuxFolders = [
  ...(architectures[process.arch] ? [`/usr/lib/${architectures[process.arch]}`, `/usr/lib/${architectures[process.arch]}/pkcs11`] : []),
  ...['/usr/lib64', '/usr/lib64/pkcs11', '/usr/lib', '/usr/lib/pkcs11', '/usr/local/lib', '/usr/local/lib/pkcs11'],
  '/opt/sc-hsm-embedded/lib',
];
const programFiles = process.env['ProgramFiles'] ?? 'C:\\Program Files';

/** Where packages put the modules; macOS and Windows from the vendors' installers, untested. SoftHSM is not looked for. */
export const wellKnownPaths: readonly string[] =
  process.platform === 'win32'
    ? [`${programFiles}\\OpenSC Project\\OpenSC\\pkcs11\\opensc-pkcs11.dll`, 'C:\\Windows\\System32\\sc-hsm-pkcs11.dll']
    : process.platform === 'darwin'
      ? [
          '/Library/OpenSC/lib/opensc-pkcs11.so',
          '/opt/homebrew/lib/opensc-pkcs11.so',
          '/usr/local/lib/opensc-pkcs11.so',
          '/usr/local/lib/libsc-hsm-pkcs11.so',
        ]
      : linuxFolders.flatMap((folder) => [`${folder}/opensc-pkcs11.so`, `${folder}/libsc-hsm-pkcs11.so`]);

/** What a file is, without running anything of it. Refusals as `inspectModule`. */
export async function lookAtModule(path: string): Promise<ModuleFile> {
  const { sha256 } = await inspectModule(path);
  return { path, sha256, ...knownModule(path) };
}

/** The modules at these absolute paths that this app could load, each file once. None is loaded. */
export async function findModules(paths: readonly string[] = wellKnownPaths): Promise<ModuleFile[]> {
  const found = new Map<string, ModuleFile>();
  for (const path of paths) {
    try {
      const real = await realpath(path);
      if (found.has(real)) continue;
      found.set(real, await lookAtModule(path));
    } catch (error) {
      const absent = error instanceof Refusal || (error as NodeJS.ErrnoException).code !== undefined;
      if (!absent) throw error;
    }
  }
  return [...found.values()];
}
