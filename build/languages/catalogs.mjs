import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const translations = ['de', 'fr'];

/** The files of a language, by area: texts by their English ones. */
export function areasOf(root, tag) {
  const folder = join(root, 'languages', tag);
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return names.sort().map((name) => ({ name, texts: JSON.parse(readFileSync(join(folder, name), 'utf8')) }));
}

/** All texts of a language in one. Where two areas have the same English text they agree, which a test sees to. */
export const textsOf = (root, tag) => Object.assign({}, ...areasOf(root, tag).map(({ texts }) => texts));

/** For the bundler: `languages/de.json` and the others beside the main script. */
export const languageFiles = (root) => ({
  name: 'languages',
  generateBundle() {
    for (const tag of translations)
      this.emitFile({ type: 'asset', fileName: `languages/${tag}.json`, source: JSON.stringify(textsOf(root, tag)) });
  },
});
