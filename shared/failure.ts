import { certificateFailures } from './failures/certificates.ts';
import { cloneFailures } from './failures/clone.ts';
import { custodyFailures } from './failures/custody.ts';
import { deviceFailures } from './failures/device.ts';
import { dkekFailures } from './failures/dkek.ts';
import { drillFailures } from './failures/drill.ts';
import { fileFailures } from './failures/files.ts';
import { inspectionFailures } from './failures/inspection.ts';
import { keyDomainFailures } from './failures/key-domains.ts';
import { keyFileFailures } from './failures/key-files.ts';
import { objectFailures } from './failures/objects.ts';
import { packageFailures } from './failures/package.ts';
import { paperFailures } from './failures/paper.ts';
import { partFailures } from './failures/parts.ts';
import { pinPadFailures } from './failures/pin-pad.ts';
import { pinFailures } from './failures/pins.ts';
import { pkcs11Failures } from './failures/pkcs11.ts';
import { publicKeyAuthenticationFailures } from './failures/public-key-authentication.ts';
import { requestFailures } from './failures/requests.ts';
import { scanFailures } from './failures/scan.ts';
import { scriptFailures } from './failures/script.ts';
import { shareFailures } from './failures/shares.ts';
import { transcriptFailures } from './failures/transcript.ts';
import { webadmFailures } from './failures/webadm.ts';
import { wireFailures } from './failures/wire.ts';
import type { FailureWords } from './failures/words.ts';

/**
 * The closed list of failures a person can meet: what happened, what it means, what to do next.
 * No status words, no stack traces; `facts` carry the numbers and names, never a secret.
 */
export interface Failure extends FailureWords {
  readonly code: FailureCode;
  /** Tries left on the PIN concerned, where the card told. */
  readonly triesLeft?: number;
}

const list = {
  ...wireFailures,
  ...deviceFailures,
  ...pinFailures,
  ...pinPadFailures,
  ...publicKeyAuthenticationFailures,
  ...dkekFailures,
  ...keyDomainFailures,
  ...inspectionFailures,
  ...fileFailures,
  ...objectFailures,
  ...shareFailures,
  ...packageFailures,
  ...paperFailures,
  ...custodyFailures,
  ...partFailures,
  ...scanFailures,
  ...pkcs11Failures,
  ...requestFailures,
  ...certificateFailures,
  ...keyFileFailures,
  ...transcriptFailures,
  ...scriptFailures,
  ...cloneFailures,
  ...drillFailures,
  ...webadmFailures,
} as const satisfies Record<string, (facts: never) => FailureWords>;

export type FailureCode = keyof typeof list;
export type FailureFacts<Code extends FailureCode> = Parameters<(typeof list)[Code]>[0];

export const failureCodes = Object.keys(list) as readonly FailureCode[];

/** Facts are required where the words need them: `failure('pin-wrong', { pin: 'User PIN', left: 2 })`. */
export function failure<Code extends FailureCode>(
  code: Code,
  ...facts: FailureFacts<Code> extends undefined ? [] : [FailureFacts<Code>]
): Failure {
  const said = (list[code] as (facts: unknown) => FailureWords)(facts[0]);
  const left = (facts[0] as { left?: number } | undefined)?.left;
  return { code, ...said, ...(left === undefined ? {} : { triesLeft: left }) };
}

/** Our own "no": bad input or wrong order. The wire's is `WireError`, the card's is `StatusError`. */
export class Refusal extends Error {
  readonly failure: Failure;
  constructor(failure: Failure, options?: ErrorOptions) {
    super(failure.what, options);
    this.name = 'Refusal';
    this.failure = failure;
  }
}

export function refuse<Code extends FailureCode>(
  code: Code,
  ...facts: FailureFacts<Code> extends undefined ? [] : [FailureFacts<Code>]
): never {
  throw new Refusal(failure(code, ...facts));
}
