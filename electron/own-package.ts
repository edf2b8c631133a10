import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { pgpWords } from '../shared/pgp-words.ts';
import { changedAmong, filesBelow, type HashList, hashListName, type PlainFiles, parseHashList, readHashList } from './files/hash-list.ts';

/** The package that a running app came from, as its own list of hashes describes it. */
export interface OwnPackage {
  /** SHA-256 of the list, 64 hex digits, and its first bytes as words to compare with those of the release. Undefined without a list. */
  readonly list: () => Promise<{ readonly sha256: string; readonly words: string } | undefined>;
  /**
   * Native modules that are not those of the list; to be asked before one of them is loaded. Undefined where there is no list
   * to hold them against.
   */
  readonly changedNativeModules: () => Promise<readonly string[] | undefined>;
  /**
   * Every file that is not the one of the list, is missing, or lies in the package's folder unlisted, read once per start
   * (a second or two, in small steps). Undefined where there is no list.
   */
  readonly changedFiles: () => Promise<readonly string[] | undefined>;
}

/** Bytes of the list's hash that are read aloud as words: 16 leave nobody a second list with the same words. */
const spokenBytes = 16;
const native = /\.node$/;

/**
 * Looks at the package in `folder`, which holds the list. It finds damage, mix-ups and files put in later. Whoever can change
 * the app can change the list too: against that, the list is compared from outside, with sha256sum and the words of the release.
 */
export function ownPackage(folder: string, files: PlainFiles): OwnPackage {
  const bytes = once(() => readHashList(files, join(folder, hashListName)));
  const list = once(async () => parseHashList((await bytes())?.toString('utf8') ?? ''));
  const against = async (work: (list: HashList) => Promise<string[]>) => {
    const known = await list();
    return known && (await work(known));
  };
  return {
    list: async () => {
      const text = await bytes();
      if (text === undefined || (await list()) === undefined) return undefined;
      const digest = createHash('sha256').update(text).digest();
      return { sha256: digest.toString('hex'), words: pgpWords(digest.subarray(0, spokenBytes)).join(' ') };
    },
    changedNativeModules: () =>
      against(async (known) => {
        const listed = [...known.keys()].filter((path) => native.test(path));
        // No module is listed: then whichever is loaded comes from elsewhere.
        return listed.length > 0 ? await changedAmong(files, folder, known, listed) : ['*.node'];
      }),
    changedFiles: once(() =>
      against(async (known) => {
        const here = (await filesBelow(files, folder)).filter((path) => path !== hashListName && !leftToSignatures(path));
        return await changedAmong(files, folder, known, [...new Set([...known.keys(), ...here])].sort());
      }),
    ),
  };
}

/** What the system's own signature vouches for is signed after the list is made, and so is not in it. */
export function leftToSignatures(path: string, platform: string = process.platform): boolean {
  return platform === 'win32' && path.endsWith('.exe');
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= work();
    return made;
  };
}
