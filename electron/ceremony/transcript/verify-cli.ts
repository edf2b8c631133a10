import { hex } from '../../../shared/bytes.ts';
import { Refusal } from '../../../shared/failure.ts';
import { pgpWords } from '../../../shared/pgp-words.ts';
import { verifyTranscript } from './transcript.ts';

const usage = `Checks the transcript of a ceremony, offline, and changes nothing.

  npm run verify -- TRANSCRIPT [--head HEX]

  TRANSCRIPT   transcript.jsonl of a ceremony folder
  --head HEX   the head as printed in the minutes, 64 hexadecimal digits: finds a transcript whose end was cut off

Exit code: 0 whole, 1 not whole or another head, 2 the command was not understood or the file not read.`;

/** Exit code of the verifier; writes its findings line by line. */
export async function verifyCommand(args: readonly string[], say: (line: string) => void): Promise<number> {
  const wanted = args.includes('--head') ? args[args.indexOf('--head') + 1]?.toLowerCase() : undefined;
  const [path, ...more] = args.filter((arg, index) => arg !== '--head' && args[index - 1] !== '--head');
  if (path === undefined || more.length > 0 || (args.includes('--head') && !/^[0-9a-f]{64}$/.test(wanted ?? ''))) {
    say(usage);
    return 2;
  }
  try {
    const chain = await verifyTranscript(path);
    const [first] = chain.entries;
    if (first) say(`Begun ${first.at}, ${first.facts['practice'] === false ? 'production' : 'practice'}: ${JSON.stringify(first.facts)}`);
    if (!chain.whole) {
      say(`NOT WHOLE: line ${chain.broken.line}: ${chain.broken.detail}. The ${chain.entries.length} entries before it fit.`);
      return 1;
    }
    const { entries, sha256 } = chain.head;
    say(`${entries} entries, the last at ${chain.entries.at(-1)?.at ?? 'no time'}.`);
    say(`Head ${sha256}`);
    say(pgpWords(hex.decode(sha256)).join(' '));
    if (wanted !== undefined && wanted !== sha256) {
      say('OTHER HEAD than the one given: entries were cut off or added, or it is another transcript.');
      return 1;
    }
    say(
      wanted === undefined
        ? 'WHOLE. Compare the head with the minutes: only that shows whether entries are missing at the end.'
        : 'WHOLE, and its head is the one given.',
    );
    return 0;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    say(`${error.failure.what} ${error.failure.next}`);
    return 2;
  }
}

if (process.argv[1]?.endsWith('verify.cjs')) {
  void verifyCommand(process.argv.slice(2), (line) => console.log(line)).then((code) => {
    process.exitCode = code;
  });
}
