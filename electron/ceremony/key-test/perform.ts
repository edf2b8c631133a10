import { type FailureCode, Refusal } from '../../../shared/failure.ts';
import { languageTag, listed, t } from '../../../shared/language/text.ts';
import type { TestResult } from '../../../shared/models/reports.ts';
import type { Usage } from '../../pkcs11/protocol.ts';
import { type Attempt, type ModuleKey, NothingToCompare } from './attempt.ts';

export const notTested = (detail: string): TestResult => ({ outcome: 'not tested', detail });
const passed = (detail: string): TestResult => ({ outcome: 'passed', detail });
const failed = (detail: string): TestResult => ({ outcome: 'failed', detail });

/** Tries one operation by APDU. What ends the test as a whole is thrown on. */
export async function performByApdu({ unless, promised, run }: Attempt): Promise<TestResult> {
  if (unless !== undefined) return notTested(unless);
  return judged(run, t('the device gave an answer that makes no sense'), ({ failure: { code } }) =>
    !promised && notAllowed.includes(code) ? notTested(t('the device does not allow it for this key')) : undefined,
  );
}

const usageWords: Readonly<Record<keyof ModuleKey, string>> = { sign: t('sign'), encrypt: t('encrypt'), decrypt: t('decrypt') };

/** Tries the same through a module; `usage` is what the module says that the key may do. */
export async function performThroughModule(
  { throughModule }: Attempt,
  key: ModuleKey,
  usage: Readonly<Partial<Record<Usage, boolean>>>,
): Promise<TestResult> {
  if (typeof throughModule === 'string') return notTested(throughModule);
  const missing = throughModule.needs.filter((need) => usage[need] === false);
  if (missing.length > 0)
    return notTested(t('the module says that this key may not {uses}', { uses: listed(missing.map((use) => usageWords[use])) }));
  return judged(
    () => throughModule.run(key),
    t('the module gave an answer that makes no sense'),
    ({ failure: { code, what } }) =>
      code === 'pkcs11-not-supported' ? notTested(t('the module does not offer it: {why}', { why: lower(what) })) : undefined,
  );
}

async function judged(
  run: () => Promise<string>,
  senseless: string,
  excuse: (refusal: Refusal) => TestResult | undefined,
): Promise<TestResult> {
  try {
    return passed(await run());
  } catch (error) {
    if (error instanceof NothingToCompare) return notTested(t('there is no result by APDU to compare with'));
    // An answer that cannot be taken apart is a failed test, not a defect of ours.
    if (error instanceof SyntaxError || error instanceof RangeError) return failed(senseless);
    if (!(error instanceof Refusal) || ends.includes(error.failure.code)) throw error;
    return excuse(error) ?? failed(error.failure.code === 'test-failed' ? error.message : lower(error.failure.what));
  }
}

/** Not the key's fault: the test as a whole ends. */
const ends: readonly FailureCode[] = [
  ...(['cancelled', 'pin-not-verified', 'no-such-key', 'card-removed', 'card-reset', 'reader-gone', 'service-absent'] as const),
  ...(['pkcs11-crashed', 'pkcs11-hung', 'pkcs11-session-lost', 'pkcs11-no-token'] as const),
];
/** What a key without a list of capabilities may answer to an attempt. */
const notAllowed: readonly FailureCode[] = ['key-not-allowed', 'key-not-exportable', 'not-supported-by-device'];

/** A sentence as it stands after a word or a colon. In German it keeps its capital: its first word may be a noun. */
export function lower(sentence: string): string {
  return (
    /^[A-Z][a-z ]/.test(sentence) && languageTag() !== 'de' ? sentence.charAt(0).toLowerCase() + sentence.slice(1) : sentence
  ).replace(/\.$/, '');
}
