import { hex } from '../../../shared/bytes.ts';
import { Refusal } from '../../../shared/failure.ts';
import type { Entry, Head } from '../../../shared/models/transcript.ts';
import { pgpWords } from '../../../shared/pgp-words.ts';
import { faultOfSignature } from '../minutes/head-signature.ts';
import { entryWords, mayFollowMinutes } from './after-head.ts';
import { hashOfEntry } from './chain.ts';
import { headInMinutes } from './minutes-head.ts';
import { verifyTranscript } from './transcript.ts';

const usage = `Checks the transcript of a ceremony, offline, and changes nothing.

  npm run verify -- TRANSCRIPT [--head HEX] [--minutes FILE]

  TRANSCRIPT      transcript.jsonl of a ceremony folder
  --minutes FILE  the minutes, as PDF or text: finds their head in the transcript, and what follows it
  --head HEX      the head as printed in the minutes, 64 hexadecimal digits: the same, where only paper is at hand

Exit code: 0 whole, 1 not whole or not that of these minutes, 2 the command was not understood or a file not read.`;

type Say = (line: string) => void;

interface Command {
  readonly path: string;
  readonly head?: string;
  readonly minutes?: string;
}

/** Exit code of the verifier; writes its findings line by line. */
export async function verifyCommand(args: readonly string[], say: Say): Promise<number> {
  const command = readArguments(args);
  if (!command) {
    say(usage);
    return 2;
  }
  try {
    return await verify(command, say);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    say(`${error.failure.what} ${error.failure.next}`);
    return 2;
  }
}

function readArguments(args: readonly string[]): Command | undefined {
  const options = new Map<string, string>();
  const paths: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] as string;
    if (!arg.startsWith('--')) paths.push(arg);
    else if ((arg === '--head' || arg === '--minutes') && !options.has(arg) && args[at + 1] !== undefined)
      options.set(arg, args[++at] as string);
    else return undefined;
  }
  const [path, ...more] = paths;
  const head = options.get('--head')?.toLowerCase();
  const minutes = options.get('--minutes');
  if (path === undefined || more.length > 0 || (head !== undefined && !/^[0-9a-f]{64}$/.test(head))) return undefined;
  return { path, ...(head === undefined ? {} : { head }), ...(minutes === undefined ? {} : { minutes }) };
}

async function verify({ path, head, minutes }: Command, say: Say): Promise<number> {
  const chain = await verifyTranscript(path);
  const { entries } = chain;
  const [first] = entries;
  if (first) say(`Begun ${first.at}, ${first.facts['practice'] === false ? 'production' : 'practice'}: ${JSON.stringify(first.facts)}`);
  if (!chain.whole) {
    say(`NOT WHOLE: line ${chain.broken.line}: ${chain.broken.detail}. The ${entries.length} entries before it fit.`);
    return 1;
  }
  const { sha256 } = chain.head;
  say(`${entries.length} entries, the last at ${entries.at(-1)?.at ?? 'no time'}.`);
  say(`Head ${sha256}`);
  say(pgpWords(hex.decode(sha256)).join(' '));
  const signaturesHold = checkSignatures(entries, say);
  const named = minutes === undefined ? undefined : await headInMinutes(minutes);
  if (named) say(`The minutes name entry ${named.entries}, ${named.sha256}.`);
  const heads: Partial<Head>[] = [...(named ? [named] : []), ...(head === undefined ? [] : [{ sha256: head }])];
  const fits = heads.map((wanted) => followsFrom(entries, wanted, say)).every((fit) => fit);
  if (!signaturesHold || !fits) return 1;
  say(
    heads.length === 0
      ? 'WHOLE. Compare the head with the minutes: only that shows whether entries are missing at the end.'
      : 'WHOLE, and it is the one given.',
  );
  return 0;
}

/** Whether this head is in the chain, and only what may follow minutes follows it. */
function followsFrom(entries: readonly Entry[], wanted: Partial<Head>, say: Say): boolean {
  if (wanted.entries !== undefined && wanted.entries > entries.length) {
    say(
      `ENTRIES MISSING: the minutes were made after entry ${wanted.entries}; this transcript has ${entries.length}, or it is another one.`,
    );
    return false;
  }
  const at = wanted.entries === undefined ? entries.findIndex((entry) => hashOfEntry(entry) === wanted.sha256) : wanted.entries - 1;
  const entry = entries[at];
  if (!entry || hashOfEntry(entry) !== wanted.sha256) {
    say('OTHER HEAD than the one given: entries were cut off or changed, or it is the transcript of another ceremony.');
    return false;
  }
  const after = entries.slice(at + 1);
  for (const follower of after) say(`After it: entry ${follower.n}, ${follower.at}, ${entryWords(follower)}`);
  const foreign = after.find((follower) => !mayFollowMinutes(follower));
  if (!foreign) return true;
  say(
    `WENT ON after the head given: entry ${foreign.n} (${entryWords(foreign)}) is not in it. Ask for later minutes, or treat it as foreign.`,
  );
  return false;
}

function checkSignatures(entries: readonly Entry[], say: Say): boolean {
  const signatures = entries.filter(({ kind }) => kind === 'signature');
  const faults = signatures.flatMap((entry) => {
    const fault = faultOfSignature(entries, entry);
    const { label, serial, algorithm, publicKeySha256, entries: signed } = entry.facts;
    say(
      fault === undefined
        ? `Signature in entry ${entry.n} HOLDS: over entry ${signed}, key "${label}" of ${serial}, ${algorithm}, SHA-256 of public key ${publicKeySha256}.`
        : `Signature in entry ${entry.n} DOES NOT HOLD: ${fault}.`,
    );
    return fault ?? [];
  });
  return faults.length === 0;
}

if (process.argv[1]?.endsWith('verify.cjs')) {
  void verifyCommand(process.argv.slice(2), (line) => console.log(line)).then((code) => {
    process.exitCode = code;
  });
}
