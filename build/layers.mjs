import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/**
 * Who may import whom, by the longest matching folder. `types` lists what may be imported with `import type` only,
 * `exactly` single files that are shared on purpose. A folder always may import itself.
 */
export const layers = {
  shared: {},
  renderer: { may: ['shared'] },
  'electron/transport': { may: ['shared'] },
  'electron/codec': { may: ['shared'] },
  'electron/crypto': { may: ['shared'] },
  'electron/files': { may: ['shared'] },
  'electron/apdu': { may: ['shared'], types: ['electron/transport'], exactly: ['electron/transport/transport.ts'] },
  'electron/card': {
    may: ['electron/apdu', 'electron/codec', 'electron/crypto', 'shared'],
    types: ['electron/transport'],
    exactly: ['electron/transport/transport.ts'],
  },
  // A simulator that shared code with the driver would prove nothing: never card or ceremony.
  'electron/simulator': {
    may: ['electron/apdu', 'electron/codec', 'electron/crypto', 'shared'],
    exactly: ['electron/transport/transport.ts'],
  },
  /** Reads the state of this machine; knows nothing of cards or ceremonies. */
  'electron/preflight': { may: ['shared'] },
  'electron/pkcs11': { may: ['electron/codec', 'electron/crypto', 'shared'] },
  'electron/ceremony': {
    may: ['electron/card', 'electron/codec', 'electron/crypto', 'electron/files', 'shared'],
    types: ['electron/transport', 'electron/apdu', 'electron/pkcs11'],
    exactly: ['electron/transport/transport.ts', 'electron/apdu/channel.ts', 'electron/apdu/status-error.ts'],
  },
  'electron/ipc': { may: ['electron/ceremony', 'electron/card', 'electron/pkcs11', 'electron/files', 'shared'] },
  'electron/secret-window': { may: ['electron/ceremony', 'electron/codec', 'electron/crypto', 'shared'] },
  /** Documents without secrets; draws and prints pages as the sheet window does. */
  'electron/document-window': { may: ['electron/secret-window', 'electron/ceremony', 'shared'] },
  /** main.ts, preload.ts, window.ts and the other files directly in electron/: the composition root. */
  electron: { may: ['electron', 'shared'] },
  'build/bench': { may: ['electron', 'shared', 'tests'] },
  build: { may: ['electron', 'shared'] },
  tests: { may: ['electron', 'renderer', 'shared', 'build'] },
};

/** Packages that a layer must not load at run time; types are fine. */
const keptOut = { renderer: ['zod', 'koffi', 'electron'], shared: ['electron', 'koffi', 'react', 'react-dom'] };
const pureLayers = ['shared', 'renderer'];
/** Names that say nothing. "Key manager" is a word of the interface. */
const emptyNames = /(^|[-.])(util|utils|helper|helpers|(?<!key-)manager|service|services)([-.]|$)/i;
export const manyLines = 250;

const importPattern =
  /^\s*(?:import|export)\s+(?<type>type\s+)?(?<names>[^'"`;]*?\s+from\s+)?['"](?<target>[^'"]+)['"]|\bimport\(\s*['"](?<dynamic>[^'"]+)['"]\s*\)/gm;

/** Each import in a source text: what it names, and whether it is gone after type stripping. */
export function importsOf(text) {
  const found = [];
  for (const { groups } of text.replace(/\/\*[\s\S]*?\*\//g, '').matchAll(importPattern)) {
    const braces = /^\{([^}]*)\}\s+from\s+$/.exec(groups.names ?? '')?.[1];
    const allTypes = braces?.split(',').every((name) => name.trim() === '' || name.trim().startsWith('type ')) ?? false;
    found.push({ target: groups.target ?? groups.dynamic, typeOnly: Boolean(groups.type) || allTypes });
  }
  return found;
}

const inside = (path, folder) => path === folder || path.startsWith(`${folder}/`);

export function layerOf(path) {
  const matching = Object.keys(layers).filter((folder) => inside(path, folder));
  return matching.sort((a, b) => b.length - a.length)[0];
}

/** The reason why `path` may not hold this import, or undefined where it may. Paths are relative to the root, with slashes. */
export function complaint(path, { target, typeOnly }) {
  const layer = layerOf(path);
  if (!layer) return `${path} belongs to no layer`;
  if (!target.startsWith('.')) {
    if (pureLayers.includes(layer) && target.startsWith('node:')) return `${layer} uses no node: modules (${target})`;
    const name = keptOut[layer]?.find((kept) => inside(target, kept));
    return name && !typeOnly ? `${layer} must not load ${name} at run time` : undefined;
  }
  const to = join(dirname(path), target).replaceAll('\\', '/');
  const toLayer = layerOf(to);
  const rule = layers[layer];
  if (toLayer === layer) return undefined;
  if (rule.may?.some((folder) => inside(to, folder))) return undefined;
  if (typeOnly && rule.types?.some((folder) => inside(to, folder))) return undefined;
  if (rule.exactly?.includes(to)) return undefined;
  if (toLayer === 'tests') return `sources must not import tests (${target})`;
  const hint = rule.types?.some((folder) => inside(to, folder)) ? ': only its types' : '';
  return `${layer} must not import ${toLayer ?? to}${hint} (${target})`;
}

/** Every breach below the layers' folders, and files that grew long. */
export function checkLayers(root) {
  const errors = [];
  const warnings = [];
  for (const top of new Set(Object.keys(layers).map((folder) => folder.split('/')[0]))) {
    let entries = [];
    try {
      entries = readdirSync(join(root, top), { recursive: true, withFileTypes: true });
    } catch {
      continue; // a folder that does not exist yet
    }
    for (const entry of entries) {
      if (!entry.isFile() || !/\.[cm]?[jt]sx?$/.test(entry.name)) continue;
      const path = relative(root, join(entry.parentPath ?? entry.path, entry.name)).replaceAll('\\', '/');
      if (path.startsWith('tests/vectors/')) continue;
      const text = readFileSync(join(root, path), 'utf8');
      if (emptyNames.test(entry.name)) errors.push(`${path}: a file name that says nothing; name what it holds`);
      for (const each of importsOf(text)) {
        const reason = complaint(path, each);
        if (reason) errors.push(`${path}: ${reason}`);
      }
      const lines = text.split('\n').length - 1;
      if (lines > manyLines && !path.startsWith('tests/')) warnings.push(`${path}: ${lines} lines; more than ${manyLines}`);
    }
  }
  return { errors, warnings };
}
