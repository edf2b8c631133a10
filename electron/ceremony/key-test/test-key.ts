import { refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { TestCheck, TestReport } from '../../../shared/models/reports.ts';
import type { KeyReference, Serial } from '../../../shared/numbers.ts';
import type { PublicKey } from '../../card/public-keys.ts';
import type { Device } from '../fleet/device.ts';
import type { Workstation } from '../workstation.ts';
import { attemptsFor } from './attempts.ts';
import { leftOut, usesOf } from './counted.ts';
import { notTested, performByApdu } from './perform.ts';
import { runTest } from './run-test.ts';

/**
 * Uses one key for what it may do and compares the results, by APDU. A key with a use counter only where `counted` is true.
 * Refusal no-such-key, pin-not-verified.
 */
export function testKey(workstation: Workstation, serial: Serial, reference: KeyReference, counted = false): Promise<TestReport> {
  const scope = { serial, only: reference, counted: counted ? [reference] : [], module: false, title: t('Test Key') };
  return runTest(workstation, scope);
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
  const attempts = await attemptsFor(device, key, key.details?.capabilities ?? asked ?? [], publicKey);
  const out = leftOut(key.details?.useCounter, usesOf(attempts).byApdu, false);
  if (out) return [{ name: t('Use'), ...out }];
  const checks: TestCheck[] = [];
  for (const attempt of attempts) checks.push({ name: attempt.name, ...(await performByApdu(attempt)) });
  return checks.length > 0 ? checks : [{ name: t('Use'), ...notTested(t('the key may do nothing that could be tested')) }];
}
