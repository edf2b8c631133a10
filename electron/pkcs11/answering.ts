import { NotAModule } from './native-functions.ts';
import type { Operations } from './operations.ts';
import type { LibraryDetails, Reply, Request } from './protocol.ts';
import { CKR, Pkcs11Error } from './return-values.ts';

/** A module that has been loaded: what it says of itself, and what can be asked of it. */
export interface LoadedModule {
  readonly details: LibraryDetails;
  readonly operations: Operations;
}

/**
 * Answers requests one after the other; each blocks until the module is done. PINs, text to encrypt and decrypted text
 * are wiped here once the reply is out, for `send` copies what it is given.
 */
export function answering(load: (path: string) => LoadedModule, send: (reply: Reply) => void): (request: Request) => void {
  let operations: Operations | undefined;
  const perform = (request: Request): unknown => {
    if (request.call === 'load') {
      const loaded = load(request.given.path);
      operations = loaded.operations;
      return loaded.details;
    }
    if (!operations) throw new Pkcs11Error(CKR.CRYPTOKI_NOT_INITIALIZED, request.call);
    return (operations[request.call] as (given: unknown) => unknown)(request.given);
  };
  return (request) => {
    const { id, call, given } = request;
    let answer: unknown;
    try {
      answer = perform(request);
      send({ kind: 'done', id, answer });
    } catch (error) {
      if (error instanceof Pkcs11Error) send({ kind: 'refused', id, code: error.code, function: error.call });
      else if (error instanceof NotAModule) send({ kind: 'not-a-module', id });
      else send({ kind: 'failed', id, reason: error instanceof Error ? error.message : 'unknown' });
    } finally {
      if (call === 'login') given.pin?.fill(0);
      if (call === 'encrypt') given.data.fill(0);
      if (call === 'decrypt' && answer instanceof Uint8Array) answer.fill(0);
    }
  };
}
