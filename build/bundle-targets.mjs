import { languageFiles } from './languages/catalogs.mjs';
import { sourceTime } from './source-time.mjs';

/**
 * What is bundled, from which sources, for which engine. Everything that ships is CommonJS for the Node of the
 * oldest runtime we start on (18) or modules for its Chromium (114). Only koffi stays outside: it is native.
 */
const external = ['electron', 'koffi', 'playwright'];

/** A script for main, a worker, a preload or plain Node. With `parts` false it is one file, as sandboxed preloads must be. */
export function nodeScript(root, entry, fileName, { parts = false, define = {}, minify = false, plugins = [] } = {}) {
  return {
    root,
    configFile: false,
    logLevel: 'warn',
    define,
    plugins,
    ssr: { noExternal: true, external, target: 'node' },
    resolve: { conditions: ['node', 'import', 'module', 'default'] },
    build: {
      ssr: entry,
      write: false,
      target: 'node18',
      minify,
      rolldownOptions: {
        external,
        output: {
          format: 'cjs',
          entryFileNames: fileName,
          chunkFileNames: 'parts/[name]-[hash].cjs',
          ...(parts ? {} : { codeSplitting: false }),
        },
      },
    },
  };
}

/** A page: its HTML, scripts and styles as separate files, because the content security policy allows nothing inline. */
async function page(folder, base = '/', options = {}) {
  const { default: react } = await import('@vitejs/plugin-react');
  return {
    root: folder,
    configFile: false,
    logLevel: 'warn',
    base,
    plugins: [react()],
    build: {
      write: false,
      target: 'chrome114',
      cssTarget: 'chrome114',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 2000,
      ...options,
    },
  };
}

/** One script for the first picture, one for each part that is imported later, and one for what several of these have in common. */
const firstAndLater = {
  rolldownOptions: {
    output: {
      codeSplitting: {
        groups: [
          { name: 'index', tags: ['$initial'], priority: 2 },
          { name: 'shared', minShareCount: 2, priority: 1 },
        ],
      },
    },
  },
};

/** `sources` and `stamp`: what decides whether a target is stale. `prefix`: its folder below `out`. `config`: asked for only when stale. */
export function targets(root, pinnedElectron) {
  const builtAt = new Date(sourceTime(root) * 1000).toISOString();
  const define = { __PINNED_ELECTRON__: JSON.stringify(pinnedElectron), __BUILT_AT__: JSON.stringify(builtAt) };
  const shell = ['electron', 'shared'];
  const script = (name, entry, options) => ({
    name,
    entry,
    sources: shell,
    prefix: 'app',
    config: () => nodeScript(root, entry, `${name}.cjs`, options),
  });
  return [
    {
      ...script('main', 'electron/main.ts', { parts: true, define, plugins: [languageFiles(root)] }),
      sources: [...shell, 'languages'],
      stamp: builtAt,
    },
    script('preload', 'electron/preload.ts'),
    script('secret-preload', 'electron/secret-window/preload.ts'),
    script('sheet-preload', 'electron/secret-window/sheet/preload.ts'),
    script('entry-preload', 'electron/secret-window/entry/preload.ts'),
    script('scanner-preload', 'electron/secret-window/scanner/preload.ts'),
    script('document-preload', 'electron/document-window/preload.ts'),
    script('pbe-worker', 'electron/crypto/pbe-worker.ts'),
    script('pkcs11-process', 'electron/pkcs11/pkcs11-process.ts'),
    script('simulator', 'electron/simulator/cli.ts'),
    script('verify', 'electron/ceremony/transcript/verify-cli.ts'),
    {
      name: 'secret',
      entry: 'electron/secret-window/page/index.html',
      sources: ['electron/secret-window', 'shared'],
      prefix: 'app/secret',
      config: () => page(`${root}/electron/secret-window/page`),
    },
    {
      name: 'sheet',
      entry: 'electron/secret-window/sheet/page/index.html',
      sources: ['electron/secret-window', 'shared'],
      prefix: 'app/secret/sheet',
      config: () => page(`${root}/electron/secret-window/sheet/page`, '/sheet/'),
    },
    {
      name: 'entry',
      entry: 'electron/secret-window/entry/page/index.html',
      sources: ['electron/secret-window', 'shared'],
      prefix: 'app/secret/entry',
      config: () => page(`${root}/electron/secret-window/entry/page`, '/entry/'),
    },
    {
      name: 'scanner',
      entry: 'electron/secret-window/scanner/page/index.html',
      sources: ['electron/secret-window', 'shared'],
      prefix: 'app/scanner',
      config: () => page(`${root}/electron/secret-window/scanner/page`),
    },
    {
      name: 'document',
      entry: 'electron/document-window/page/index.html',
      sources: ['electron/document-window', 'electron/secret-window', 'shared'],
      prefix: 'app/document',
      config: () => page(`${root}/electron/document-window/page`),
    },
    {
      name: 'renderer',
      entry: 'renderer/index.html',
      sources: ['renderer', 'shared'],
      prefix: 'app/renderer',
      config: () => page(`${root}/renderer`, '/', firstAndLater),
    },
  ];
}
