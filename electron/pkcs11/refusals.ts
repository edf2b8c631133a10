import { type Failure, failure, Refusal } from '../../shared/failure.ts';
import type { BrokenLink } from './process-link.ts';
import { type CallName, callWords } from './protocol.ts';
import { CKR, type Pkcs11Error, returnValueName } from './return-values.ts';

const noToken: readonly number[] = [CKR.TOKEN_NOT_PRESENT, CKR.TOKEN_NOT_RECOGNIZED, CKR.DEVICE_REMOVED];
const noSession: readonly number[] = [CKR.SESSION_CLOSED, CKR.SESSION_HANDLE_INVALID];
const notSupported: readonly number[] = [CKR.FUNCTION_NOT_SUPPORTED, CKR.MECHANISM_INVALID, CKR.CURVE_NOT_SUPPORTED];

/** A module's "no" in words; the PIN is told apart by the caller, who knows which one it was. The Pkcs11Error stays as the cause. */
export function refusalFor(error: Pkcs11Error, call: CallName): Refusal {
  return new Refusal(failureFor(error.code, callWords[call]), { cause: error });
}

function failureFor(code: number, during: string): Failure {
  if (noToken.includes(code)) return failure('pkcs11-no-token', { during });
  if (noSession.includes(code)) return failure('pkcs11-session-lost');
  const reason = returnValueName(code);
  if (notSupported.includes(code)) return failure('pkcs11-not-supported', { during, reason });
  switch (code) {
    case CKR.PIN_INCORRECT:
      return failure('pkcs11-pin-wrong', { pin: 'PIN' });
    case CKR.PIN_LOCKED:
      return failure('pin-blocked');
    case CKR.USER_NOT_LOGGED_IN:
      return failure('pin-not-verified');
    default:
      return failure('pkcs11-refused', { during, reason });
  }
}

/** What became of the process, in words. */
export function refusalForBroken(broken: BrokenLink, module: string, call: CallName, patienceMs: number): Refusal {
  const during = callWords[call];
  const said = {
    crashed: () => failure('pkcs11-crashed', { module, during }),
    hung: () => failure('pkcs11-hung', { module, during, seconds: Math.ceil(patienceMs / 1000) }),
    malformed: () => failure('pkcs11-answer-malformed', { module, during }),
    closed: () => failure('pkcs11-session-lost'),
  }[broken.how]();
  return new Refusal(said, { cause: broken });
}
