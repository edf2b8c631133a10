import { type Failure, failure, Refusal } from '../../shared/failure.ts';
import { StatusError } from '../apdu/status-error.ts';
import { WireError } from '../transport/transport.ts';

const someReader = 'the reader';

/** The words for whatever a handler threw. The last place where the three kinds of errors are told apart. */
export function failureOf(error: unknown, during: string): Failure {
  if (error instanceof Refusal) return error.failure;
  if (error instanceof WireError) return wireFailure(error, during);
  if (error instanceof StatusError) {
    return failure('device-refused', { during, statusWord: error.sw.toString(16).toUpperCase().padStart(4, '0') });
  }
  return failure('unexpected', { during });
}

/** `reader` as the service calls it, where the caller knows it. */
export function wireFailure(error: WireError, during: string, reader = someReader): Failure {
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
    case 'failed':
      return failure('wire-failed', {
        during,
        detail: error.code === undefined ? 'no code' : `code ${error.code.toString(16).toUpperCase()}`,
      });
  }
}
