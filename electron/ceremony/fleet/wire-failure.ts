import { type Failure, failure, Refusal } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { StatusError } from '../../apdu/status-error.ts';
import type { WireError } from '../../transport/transport.ts';

export interface Occasion {
  readonly reader: string;
  /** Completes "The device was removed during: …". */
  readonly during: string;
}

/** By name, because a procedure depends on no transport; the classes carry their names for this. */
export function isWireError(error: unknown): error is WireError {
  return error instanceof Error && error.name === 'WireError' && 'fault' in error;
}

export function isStatusError(error: unknown): error is StatusError {
  return error instanceof Error && error.name === 'StatusError' && 'sw' in error;
}

/** The words for a failed wire. */
export function wireFailure(error: Pick<WireError, 'fault' | 'code'>, { reader, during }: Occasion): Failure {
  switch (error.fault) {
    case 'service-absent':
      return failure('service-absent');
    case 'reader-gone':
      return failure('reader-gone', { reader });
    case 'card-removed':
      return failure('card-removed', { during });
    case 'card-reset':
      return failure('card-reset', { during });
    case 'card-in-use':
      return failure('card-in-use', { reader });
    case 'card-mute':
      return failure('card-mute', { reader });
    case 'malformed':
      return failure('device-answer-malformed', { during });
    case 'failed':
      return failure('wire-failed', {
        during,
        detail: error.code === undefined ? t('no code') : t('code {code}', { code: error.code.toString(16).toUpperCase() }),
      });
  }
}

/** One of our refusals for whatever went wrong while working with a device; the original is kept as the cause. */
export function asRefusal(error: unknown, occasion: Occasion): Refusal {
  if (error instanceof Refusal) return error;
  if (isWireError(error)) return new Refusal(wireFailure(error, occasion), { cause: error });
  if (isStatusError(error)) {
    const statusWord = error.sw.toString(16).toUpperCase().padStart(4, '0');
    return new Refusal(failure('device-refused', { during: occasion.during, statusWord }), { cause: error });
  }
  if (error instanceof Error && error.name === 'AbortError') return new Refusal(failure('cancelled'), { cause: error });
  return new Refusal(failure('unexpected', { during: occasion.during }), { cause: error });
}
