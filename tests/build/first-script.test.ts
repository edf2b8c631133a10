import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { targets } from '../../build/bundle-targets.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
/** What the window had to load before views and dialogs had scripts of their own was 790 kB. */
const mostBytes = 400_000;

describe('what the main window loads before its first picture', () => {
  let chunks: readonly Rolldown.OutputChunk[];
  let html: string;
  beforeAll(async () => {
    vi.stubEnv('NODE_ENV', 'production'); // else React's own part is twice as large
    const target = targets(root, '').find(({ name }) => name === 'renderer');
    const { output } = (await build((await target?.config()) ?? {})) as Rolldown.RolldownOutput;
    chunks = output.filter((item) => item.type === 'chunk');
    html = String(output.find((item): item is Rolldown.OutputAsset => item.fileName === 'index.html')?.source);
    vi.unstubAllEnvs();
  }, 60_000);

  const modulesOf = (chunk: Rolldown.OutputChunk) => Object.keys(chunk.modules).filter((id) => id.startsWith(root));

  it('is one script, and none is fetched ahead of it', () => {
    const entry = chunks.filter(({ isEntry }) => isEntry);
    expect(entry).toHaveLength(1);
    expect(entry[0]?.imports).toEqual([]);
    expect(entry[0]?.code.length).toBeLessThan(mostBytes);
    expect(html).not.toContain('modulepreload');
  });

  it('holds no other view, no dialog and no menu', () => {
    const first = modulesOf(chunks.find(({ isEntry }) => isEntry) as Rolldown.OutputChunk).map((id) => id.slice(root.length + 1));
    const later =
      /^renderer\/(?:custodians|clone|webadm|ceremony)\/.*\.tsx$|^renderer\/.*\/dialogs\/.*\.tsx$|(?:Items|NodeMenu|Popover)\.tsx$|^node_modules\/react-aria/;
    expect(first.filter((path) => later.test(path))).toEqual([]);
  });

  it('leaves each of them in exactly one script, with a part of its own for every view', () => {
    const all = chunks.flatMap(modulesOf);
    expect(new Set(all).size).toBe(all.length);
    for (const view of ['CustodiansView', 'CloneView', 'CeremonyView', 'WebadmView'])
      expect(chunks.filter(({ isDynamicEntry, name }) => isDynamicEntry && name === view)).toHaveLength(1);
  });
});
