import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * One SHA-256 for all files of a folder, 64 lower-case hex digits: of the lines `<sha256>  <path>` that `sha256sum` writes for them,
 * sorted by path, with `/` between folders. Rejects where one cannot be read.
 */
export async function hashOfFolder(folder: string): Promise<string> {
  const whole = createHash('sha256');
  for (const path of (await filesBelow(folder, '')).sort()) {
    const digest = createHash('sha256')
      .update(await readFile(join(folder, path)))
      .digest('hex');
    whole.update(`${digest}  ${path}\n`);
  }
  return whole.digest('hex');
}

async function filesBelow(root: string, under: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(join(root, under), { withFileTypes: true })) {
    const path = under === '' ? entry.name : `${under}/${entry.name}`;
    if (entry.isDirectory()) found.push(...(await filesBelow(root, path)));
    else if (entry.isFile()) found.push(path);
  }
  return found;
}
