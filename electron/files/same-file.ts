import { realpath } from 'node:fs/promises';

/** Whether two paths lead to one file, also through symbolic links. A path that leads nowhere is compared as it is written. */
export async function isSameFile(a: string, b: string): Promise<boolean> {
  const real = (path: string) => realpath(path).catch(() => path);
  return (await real(a)) === (await real(b));
}
