import { authenticateWithDevice, findPkaKeys, refreshPka } from '../../ceremony/public-keys/public-key-authentication.ts';
import { exportPublicKey, registerFromFile, registerFromKey } from '../../ceremony/public-keys/public-key-files.ts';
import type { Workstation } from '../../ceremony/workstation.ts';
import type { HandlersFor } from './group.ts';

export function publicKeyAuthenticationHandlers(workstation: Workstation): HandlersFor<'pka'> {
  return {
    'pka.refresh': ({ serial }) => refreshPka(workstation, serial),
    'pka.find-keys': ({ serial }) => findPkaKeys(workstation, serial),
    'pka.register-file': ({ serial }) => registerFromFile(workstation, serial),
    'pka.register-key': ({ serial, custodian }) => registerFromKey(workstation, serial, custodian),
    'pka.authenticate': ({ serial, custodian }) => authenticateWithDevice(workstation, serial, custodian),
    'pka.export': ({ serial, reference }) => exportPublicKey(workstation, serial, reference),
  };
}
