import { type FailureCode, Refusal, refuse } from '../../shared/failure.ts';
import type { TestCheck, TestReport } from '../../shared/models/reports.ts';
import type { KeyReference, Serial } from '../../shared/numbers.ts';
import type { PublicKey } from '../card/public-keys.ts';
import type { Device } from './device.ts';
import { type Attempt, attemptsFor } from './key-attempts.ts';
import { nameOf } from './keys.ts';
import { assertLoggedIn } from './login.ts';
import type { Workstation } from './workstation.ts';

/** Uses one key for what it may do and compares the results. Refusal no-such-key, pin-not-verified. */
export function testKey({ fleet }: Workstation, serial: Serial, reference: KeyReference): Promise<TestReport> {
  return fleet.run(serial, 'Test Key', async (device) => {
    assertLoggedIn(device);
    const key = device.key(reference) ?? refuse('no-such-key');
    const result = report(capital(nameOf(key)), await checkKey(device, reference));
    // What a notice may have asked for has been done.
    if (result.passed) device.remembered.notice = undefined;
    return result;
  });
}

/** A report passes when nothing failed and something was really tested. */
export function report(subject: string, checks: readonly TestCheck[]): TestReport {
  return {
    subject,
    passed: checks.every(({ outcome }) => outcome !== 'failed') && checks.some(({ outcome }) => outcome === 'passed'),
    checks,
  };
}

/** What is known of a key that the card may not tell: the capabilities it was made with, the public key it must have. */
export interface KnownOfKey {
  readonly asked?: readonly number[] | undefined;
  readonly publicKey?: PublicKey | undefined;
}

/**
 * Real operations with a key, as far as its capabilities allow, compared with its public key. Needs the login. Throws Refusal no-such-key, pin-not-verified.
 */
export async function checkKey(device: Device, reference: KeyReference, { asked, publicKey }: KnownOfKey = {}): Promise<TestCheck[]> {
  const key = (await device.readDetails(reference)) ?? refuse('no-such-key');
  const { useCounter } = key.details ?? {};
  if (useCounter !== undefined) {
    return [{ name: 'Use', outcome: 'not tested', detail: `each test would take one of the ${useCounter} uses that are left` }];
  }
  const attempts = await attemptsFor(device, key, key.details?.capabilities ?? asked ?? [], publicKey);
  const checks: TestCheck[] = [];
  for (const attempt of attempts) checks.push(await perform(attempt));
  return checks.length > 0 ? checks : [{ name: 'Use', outcome: 'not tested', detail: 'the key may do nothing that could be tested' }];
}

async function perform({ name, unless, promised, run }: Attempt): Promise<TestCheck> {
  if (unless !== undefined) return { name, outcome: 'not tested', detail: unless };
  try {
    return { name, outcome: 'passed', detail: await run() };
  } catch (error) {
    // An answer that cannot be taken apart is a failed test, not a defect of ours.
    if (error instanceof SyntaxError || error instanceof RangeError)
      return { name, outcome: 'failed', detail: 'the device gave an answer that makes no sense' };
    if (!(error instanceof Refusal) || ends.includes(error.failure.code)) throw error;
    if (!promised && notAllowed.includes(error.failure.code))
      return { name, outcome: 'not tested', detail: 'the device does not allow it for this key' };
    return { name, outcome: 'failed', detail: error.failure.code === 'test-failed' ? error.message : error.failure.what };
  }
}

/** Not the key's fault: the test as a whole ends. */
const ends: readonly FailureCode[] = ['pin-not-verified', 'no-such-key', 'card-removed', 'reader-gone', 'service-absent'];
/** What a key without a list of capabilities may answer to an attempt. */
const notAllowed: readonly FailureCode[] = ['key-not-allowed', 'key-not-exportable', 'not-supported-by-device'];

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
