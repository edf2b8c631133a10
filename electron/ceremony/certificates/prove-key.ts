import { Refusal } from '../../../shared/failure.ts';
import type { KeySnapshot } from '../../../shared/models/snapshot.ts';
import { sign } from '../../card/use-key.ts';
import { hostRandom } from '../../crypto/random.ts';
import { type VerifyingKey, verifySignature } from '../../crypto/verify-signature.ts';
import type { Device } from '../fleet/device.ts';
import { requestAlgorithm } from './make-request.ts';

export type KeyProof = 'proven' | 'differs' | 'cannot sign';

/**
 * Whether the key on the device is the private half of this public key: it signs a random message. `cannot sign` for a key
 * that may not, or whose uses are counted. Needs the login.
 */
export async function proveKey(device: Device, key: KeySnapshot, publicKey: VerifyingKey): Promise<KeyProof> {
  if (key.details?.useCounter !== undefined) return 'cannot sign';
  if (key.type.kind !== 'unknown' && key.type.kind !== publicKey.kind) return 'differs';
  const message = hostRandom(32);
  try {
    const signature = await sign(device.session, key.reference, requestAlgorithm[publicKey.kind], message, key.label);
    const scheme = { kind: publicKey.kind === 'RSA' ? 'RSA-PKCS1' : 'ECDSA', hash: 'sha256' } as const;
    return verifySignature(scheme, publicKey, message, signature) ? 'proven' : 'differs';
  } catch (error) {
    if (error instanceof Refusal && !device.lost && ['key-not-allowed', 'not-supported-by-device'].includes(error.failure.code))
      return 'cannot sign';
    throw error;
  }
}
