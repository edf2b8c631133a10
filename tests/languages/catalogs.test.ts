import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { areasOf, textsOf, translations } from '../../build/languages/catalogs.mjs';
import { sourceFiles, textsIn } from '../../build/languages/texts-in-source.mjs';
import { namesIn } from '../../shared/language/message.ts';

const root = new URL('../..', import.meta.url).pathname;
const found = sourceFiles(root).map((path) => textsIn(path, readFileSync(`${root}${path}`, 'utf8')));
const used = new Set(found.flatMap(({ texts }) => texts));

/** What no language changes: terms of the field, names, and whatever is written like an identifier. */
const fixed =
  /\b(?:DKEK|KCV|HSM|PKCS#\d+|APDU|CSR|PEM|DER|QR|SHA-\d+|WebADM|OpenOTP|OpenSC|AES|RSA|ECDH|ECDSA|EC|sc-hsm-tool|pcscd|CUPS|HSMP1|[A-Z]{3,}_[A-Z]+)\b|\.pbe\b|`[^`]+`/g;
const fixedIn = (text: string) => [...new Set(text.match(fixed) ?? [])].sort();

describe('the texts in the sources', () => {
  it('are written out where they are used', () => expect(found.flatMap(({ unreadable }) => unreadable)).toEqual([]));
  it('are all the words that a person meets', () => expect(found.flatMap(({ bare }) => bare)).toEqual([]));
  it('are well-formed messages', () => {
    for (const text of used) expect(() => namesIn(text), text).not.toThrow();
  });
});

describe.each(translations)('the texts in %s', (tag) => {
  const texts: Record<string, string> = textsOf(root, tag);

  it('are of every text', () => expect([...used].filter((english) => !Object.hasOwn(texts, english))).toEqual([]));

  it('are of texts that are still used', () => {
    expect(Object.keys(texts).filter((english) => !used.has(english))).toEqual([]);
  });

  it('agree between areas', () => {
    for (const { name, texts: area } of areasOf(root, tag))
      for (const [english, translated] of Object.entries(area))
        expect([name, english, texts[english]]).toEqual([name, english, translated]);
  });

  it('call what is to be pressed as the window calls it', () => {
    for (const [english, translated] of Object.entries(texts)) {
      const named = (text: string) => [...text.matchAll(/\*\*(.+?)\*\*/g)].map(([, name]) => String(name));
      expect([english, named(translated)]).toEqual([english, named(english).map((name) => texts[name] ?? name)]);
    }
  });

  it('keep their values, their terms and their ends', () => {
    const same = (english: string, translated: string, of: (text: string) => unknown) =>
      JSON.stringify(of(english)) === JSON.stringify(of(translated));
    const spoilt = Object.entries(texts).filter(
      ([english, translated]) =>
        !same(english, translated, namesIn) ||
        !fixedIn(english).every((term) => fixedIn(translated).includes(term)) ||
        !same(english, translated, (text) => /^\s*/.exec(text)?.[0]) ||
        !same(english, translated, (text) => /…?\s*$/.exec(text)?.[0]),
    );
    expect(spoilt).toEqual([]);
  });
});

it('French lets no line begin with a sign or end with an opening quotation mark', () => {
  expect(Object.values(textsOf(root, 'fr') as Record<string, string>).filter((text) => /\S [;:!?»]|« /.test(text))).toEqual([]);
});
