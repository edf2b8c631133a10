import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stop } from '../say.mjs';

/** Packages that are shipped as they are, because their native part cannot be bundled: names in node_modules. */
const shippedWhole = ['koffi', `@koromix/koffi-${process.platform}-${process.arch}`];

const licenceFile = /^(licen[cs]e|copying|notice)([-._].*)?$/i;

/** A package without a file of its licence: whose licence text it refers to. */
const licenceFrom = { '@koromix/': 'node_modules/koffi' };

/**
 * Every npm package of which something is in `out/app` or in the package beside it, with version, licence, the text of
 * the licence, and the SHA-512 of the tarball it came from. Throws Stop where a licence is not to be found.
 */
export function shippedComponents(root, bundled) {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const places = [
    ...new Set([...bundled.flatMap(({ packages }) => packages), ...shippedWhole.map((name) => `node_modules/${name}`)]),
  ].sort();
  return places.map((place) => {
    const entry = lock[place];
    if (!entry?.version) throw new Stop(`${place} is in the bundle but not in package-lock.json.`);
    const licence = JSON.parse(readFileSync(join(root, place, 'package.json'), 'utf8')).license ?? entry.license;
    const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const text = licenceText(root, place, name);
    if (!licence || !text) throw new Stop(`no licence of ${name} ${entry.version} was found: it cannot be shipped.`);
    const sha512 = Buffer.from(/^sha512-(\S+)/.exec(entry.integrity ?? '')?.[1] ?? '', 'base64').toString('hex');
    return { name, version: entry.version, licence, text, sha512 };
  });
}

function licenceText(root, place, name) {
  const borrowed = Object.entries(licenceFrom).find(([prefix]) => name.startsWith(prefix))?.[1];
  const folders = [place, borrowed].filter(Boolean).map((folder) => join(root, folder));
  for (const folder of folders) {
    const files = existsSync(folder) ? readdirSync(folder).filter((file) => licenceFile.test(file)) : [];
    if (files.length > 0)
      return files
        .sort()
        .map((file) => readFileSync(join(folder, file), 'utf8').trim())
        .join('\n\n');
  }
  return undefined;
}

/** The licences of all components in one text. */
export function licencesText(components, naming, electron) {
  const rule = '='.repeat(100);
  const own = `Conclave ${naming.version}. All rights reserved by the Conclave founders.\n\nIt is made with the works below. Electron ${electron}: see LICENSE.electron.txt; Chromium and what it is\nmade of: see LICENSES.chromium.html; both lie beside this file.`;
  return `${[own, ...components.map(({ name, version, licence, text }) => `${rule}\n${name} ${version} (${licence})\n${rule}\n\n${text}`)].join('\n\n')}\n`;
}
