import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Configuration } from 'electron-builder';
import { expect, test } from 'vitest';
import { naming } from '../../build/packages/naming.mjs';
import { builderConfig } from '../../build/packages/unpacked.mjs';

const root = join(import.meta.dirname, '../..');
/** electron-builder's own check against its schema, which it does before it makes anything. */
const { validateConfiguration } = createRequire(import.meta.url)('app-builder-lib/out/util/config/config.js') as {
  validateConfiguration(config: unknown, log: { readonly isEnabled: boolean }): Promise<void>;
};

const configOf = (made: { test: boolean }): Configuration =>
  builderConfig({
    root,
    naming: naming(root, made),
    outFolder: 'out',
    electronDist: 'dist',
    electron: '1.2.3',
    bundled: [{ name: 'main', files: ['app/main.cjs'] }],
    finish: undefined,
  });
const check = (config: unknown) => validateConfiguration(config, { isEnabled: false });

test.each([{ test: true }, { test: false }])('the settings for Linux, Windows and macOS fit the schema (%o)', async (made) => {
  await check(configOf(made));
});

test.each(['linux', 'win', 'nsis', 'mac'] as const)('a setting of %s that does not exist would be found', async (part) => {
  const config = configOf({ test: false });
  await expect(check({ ...config, [part]: { ...config[part], madeUp: true } })).rejects.toThrow(`configuration.${part} should be`);
});

test('every system has its formats and nothing is published, rebuilt or downloaded to sign', () => {
  const { linux, win, mac, publish, npmRebuild } = configOf({ test: false });
  expect([linux?.target, win?.target, mac?.target]).toEqual([['AppImage'], ['nsis'], ['dmg']]);
  expect([publish, npmRebuild]).toEqual([null, false]);
});
