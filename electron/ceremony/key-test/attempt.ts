import { createHash } from 'node:crypto';
import { failure, Refusal } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { MechanismChoice } from '../../pkcs11/mechanisms.ts';

/** One real operation with a key, by APDU and through a PKCS#11 module. */
export interface Attempt {
  readonly name: string;
  /** Why it cannot be tried, where it cannot. */
  readonly unless?: string;
  /** The key's list of capabilities holds it: a refusal is a failure. */
  readonly promised: boolean;
  /** Commands to the key by APDU: each takes a use of a key that has a counter. */
  readonly uses: number;
  /** Gives what was compared when it fits; throws Refusal test-failed when it does not, or what the card refused. */
  readonly run: () => Promise<string>;
  /** The same through a module, after `run`; where it cannot be, the reason. */
  readonly throughModule: ModuleAttempt | string;
}

export interface ModuleAttempt {
  readonly uses: number;
  /** What the module must say that the key may do. */
  readonly needs: readonly (keyof ModuleKey)[];
  readonly run: (key: ModuleKey) => Promise<string>;
}

/** The private or secret key as a module shows it. */
export interface ModuleKey {
  sign(mechanism: MechanismChoice, data: Uint8Array): Promise<Uint8Array>;
  encrypt(mechanism: MechanismChoice, data: Uint8Array): Promise<Uint8Array>;
  /** The caller wipes what comes out, where it is secret. */
  decrypt(mechanism: MechanismChoice, data: Uint8Array): Promise<Uint8Array>;
}

export type KeyOperation = Omit<Attempt, 'promised'>;
export type MayUse = (capability: number) => boolean;

/** A refusal that only carries what differed, from the attempt to its check. */
export function differs(detail: string): Refusal {
  const refusal = new Refusal(failure('test-failed', { subject: t('The key'), detail }));
  refusal.message = detail;
  return refusal;
}

/** Thrown where the other path gave nothing to compare with: neither good nor bad. */
export class NothingToCompare extends Error {}

export function sha256(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest();
}
