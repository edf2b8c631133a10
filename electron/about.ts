import { release, type as system } from 'node:os';
import { app } from 'electron';
import type { AboutPackage, AboutReport } from '../shared/models/about.ts';
import type { OwnPackage } from './own-package.ts';

declare const __BUILT_AT__: string;

/** What this app is: versions, and the hashes that say from which package it runs. */
export async function about(
  developmentOnly: boolean,
  installed: OwnPackage | undefined,
  module: AboutReport['module'],
): Promise<AboutReport> {
  const { electron = '', chrome = '', node } = process.versions;
  return {
    version: app.getVersion(),
    builtAt: __BUILT_AT__,
    electron,
    chromium: chrome,
    node,
    system: `${system()} ${release()} (${process.arch})`,
    developmentOnly,
    package: await packageOf(installed),
    ...(module ? { module } : {}),
  };
}

async function packageOf(installed: OwnPackage | undefined): Promise<AboutPackage> {
  if (!installed) return { kind: 'working-folder' };
  const list = await installed.list();
  if (!list) return { kind: 'without-list' };
  return { kind: 'listed', ...list, changed: (await installed.changedFiles()) ?? [] };
}
