import { testKey } from '../../ceremony/key-test/test-key.ts';
import { generateAes, generateEc, generateRsa } from '../../ceremony/keys/generate.ts';
import { exportKey, importKey } from '../../ceremony/keys/key-files.ts';
import { deleteKey, openKey, renameKey } from '../../ceremony/keys/keys.ts';
import type { Workstation } from '../../ceremony/workstation.ts';
import type { HandlersFor } from './group.ts';

export function keyHandlers(workstation: Workstation): HandlersFor<'key'> {
  return {
    'key.open': ({ serial, reference }) => openKey(workstation, serial, reference),
    'key.generate-aes': (request) => generateAes(workstation, request),
    'key.generate-rsa': (request) => generateRsa(workstation, request),
    'key.generate-ec': (request) => generateEc(workstation, request),
    'key.export': ({ serial, reference }) => exportKey(workstation, serial, reference),
    'key.import': ({ serial }) => importKey(workstation, serial),
    'key.rename': ({ serial, reference, label }) => renameKey(workstation, serial, reference, label),
    'key.delete': ({ serial, reference, confirmation }) => deleteKey(workstation, serial, reference, confirmation),
    'key.test': ({ serial, reference, counted }) => testKey(workstation, serial, reference, counted),
  };
}
