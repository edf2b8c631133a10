import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = new URL('../..', import.meta.url).pathname;
const sources = ['electron', 'renderer', 'shared'].flatMap((top) =>
  readdirSync(join(root, top), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|html)$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name)),
);

/** What no source may do, whatever for, and the files that may all the same. */
const forbidden: readonly [what: string, pattern: RegExp, except?: RegExp][] = [
  ['open something outside of the app', /\bshell\s*\.\s*(openExternal|openPath)|\bimport\b[^;]*\bshell\b[^;]*from 'electron'/],
  ['send crash reports, which are copies of the memory', /\bcrashReporter\b/],
  ['run text as code', /\beval\(|new Function\(|\.executeJavaScript\(|insertCSS\(/],
  ['write markup', /\binnerHTML\b|\bouterHTML\b|insertAdjacentHTML|dangerouslySetInnerHTML|document\.write\(/],
  [
    'weaken a page',
    /nodeIntegration\w*: true|contextIsolation: false|sandbox: false|webSecurity: false|webviewTag: true|bypassCSP|enableBlinkFeatures/,
  ],
  [
    'open a connection',
    /from 'node:(http|https|http2|net|dgram|tls)'|(?<![#.\w])fetch\(|\bnew WebSocket\(|\bXMLHttpRequest\b/,
    /electron\/simulator\/vpcd/,
  ],
  ['keep something in the page', /\blocalStorage\b|\bsessionStorage\b|\bindexedDB\b|document\.cookie/],
  ['make a window past the hardened one', /new (BrowserWindow|BrowserView|WebContentsView)\(/, /electron\/window\.ts$/],
  ['answer a message past the checks', /\bipcMain\b/, /electron\/(main|secret-window\/page-window)\.ts$/],
  ['put something into the clipboard', /\bclipboard\b/],
];

test.each(forbidden)('no source can %s', (_what, pattern, except) => {
  const found = sources.filter((file) => !except?.test(file) && pattern.test(withoutComments(readFileSync(file, 'utf8'))));
  expect(found.map((file) => file.slice(root.length))).toEqual([]);
});

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');
}
