import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { textsOf, translations } from './languages/catalogs.mjs';
import { sourceFiles, textsIn } from './languages/texts-in-source.mjs';
import { runMain } from './say.mjs';
import { root } from './setup.mjs';

/** `node build/untranslated.mjs [PATH...]`: what is not translated yet in the sources whose path begins so. */
runMain(async () => {
  const beginnings = process.argv.slice(2);
  const files = sourceFiles(root).filter((path) => beginnings.length === 0 || beginnings.some((start) => path.startsWith(start)));
  let open = 0;
  const print = (line) => {
    open++;
    process.stdout.write(`${line}\n`);
  };
  for (const path of files) {
    const { texts, unreadable, bare } = textsIn(path, readFileSync(join(root, path), 'utf8'));
    for (const line of bare) print(`bare       ${line}`);
    for (const line of unreadable) print(`unreadable ${line}`);
    for (const tag of translations) {
      const known = textsOf(root, tag);
      for (const text of new Set(texts)) if (!Object.hasOwn(known, text)) print(`no ${tag}      ${path}: ${JSON.stringify(text)}`);
    }
  }
  process.stdout.write(`${open} open\n`);
  return open === 0 ? 0 : 1;
});
