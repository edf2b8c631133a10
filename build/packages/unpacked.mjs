import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { translations } from '../languages/catalogs.mjs';
import { licencesText, shippedComponents } from './components.mjs';
import { setFuses } from './fuses.mjs';
import { writeHashList } from './hash-list.mjs';
import { launcherText } from './launcher.mjs';
import { sbom } from './sbom.mjs';

/** What is left behind of the bundle: programs for developers and for those who check transcripts from outside. */
const notShipped = ['simulator', 'verify'];

/** electron-builder's settings; where a format needs more, they are in its own part. */
export function builderConfig({ root, naming, outFolder, electronDist, electron, bundled, finish }) {
  const shipped = bundled.filter(({ name }) => !notShipped.includes(name)).flatMap(({ files }) => files);
  const pictures = join(root, 'build/packages');
  return {
    appId: naming.appId,
    productName: naming.productName,
    executableName: naming.executable,
    artifactName: `${naming.name}-\${version}-\${os}-\${arch}.\${ext}`,
    directories: { output: outFolder, buildResources: pictures },
    electronDist,
    electronVersion: electron,
    asar: true,
    asarUnpack: ['**/*.node'],
    npmRebuild: false,
    publish: null,
    // desktopName: by it, desktops find the menu's entry and the icon of an open window.
    extraMetadata: {
      name: naming.name,
      productName: naming.productName,
      description: naming.description,
      desktopName: `${naming.name}.desktop`,
    },
    files: [
      'package.json',
      ...shipped.map((file) => `out/${file}`),
      // Of koffi only what runs: no C sources, no documentation, no library for another C runtime.
      '!node_modules/koffi/{doc,vendor,lib}/**',
      '!node_modules/koffi/**/*.{c,cc,h,hh,S,asm,inc,txt}',
      'node_modules/koffi/LICENSE.txt',
      '!node_modules/@koromix/*/musl_*/**',
      '!**/*.{md,ts,map}',
    ],
    electronLanguages: ['en-US', ...translations],
    afterPack: finish,
    linux: { target: ['AppImage'], category: 'Utility', icon: join(pictures, 'icons'), executableName: naming.executable },
    win: { target: ['nsis'], icon: join(pictures, 'icons/256x256.png') },
    nsis: { oneClick: false, perMachine: true, allowToChangeInstallationDirectory: false, deleteAppDataOnUninstall: false },
    mac: { target: ['dmg'], category: 'public.app-category.utilities', icon: join(pictures, 'icons/512x512.png'), hardenedRuntime: true },
  };
}

/**
 * Finishes what electron-builder has put together: takes away what only development needs, sets the fuses, puts the launcher
 * in front, and adds what is in it, the licences and, last, the list of hashes. Gives the SHA-256 of the list.
 */
export async function finishPackage(folder, { root, naming, electron, bundled, seconds, fused }) {
  const mac = process.platform === 'darwin';
  const resources = mac ? join(folder, `${naming.productName}.app/Contents/Resources`) : join(folder, 'resources');
  const place = mac ? resources : folder;
  for (const left of ['resources/default_app.asar', 'version', 'LICENSE']) rmSync(join(folder, left), { force: true });
  const executable = executableOf(folder, naming);
  if (fused) await setFuses(executable);
  const components = shippedComponents(
    root,
    bundled.filter(({ name }) => !notShipped.includes(name)),
  );
  writeFileSync(join(place, 'LICENSES.txt'), licencesText(components, naming, electron));
  writeFileSync(join(place, 'sbom.cdx.json'), `${JSON.stringify(sbom(components, { naming, electron, seconds }), null, 2)}\n`);
  if (process.platform === 'linux') {
    writeFileSync(join(folder, naming.name), launcherText(naming));
    chmodSync(join(folder, naming.name), 0o755);
  }
  return writeHashList(place);
}

export function executableOf(folder, naming) {
  if (process.platform === 'darwin') return join(folder, `${naming.productName}.app/Contents/MacOS/${naming.productName}`);
  return join(folder, process.platform === 'win32' ? `${naming.productName}.exe` : naming.executable);
}
