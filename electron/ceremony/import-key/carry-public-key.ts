import { Refusal } from '../../../shared/failure.ts';
import type { KeyReference } from '../../../shared/numbers.ts';
import { subjectComplaint } from '../../../shared/subject-checks.ts';
import type { PublicKey } from '../../card/public-keys.ts';
import { sign } from '../../card/use-key.ts';
import { encodeSelfSignedInfo } from '../../codec/self-signed-certificate.ts';
import { signDocument } from '../certificates/make-request.ts';
import { publicKeyInfo } from '../certificates/public-key.ts';
import type { Device } from '../fleet/device.ts';

/** What such a certificate says of itself to whoever meets it. */
const REMARK = 'Carries the public key of an imported key';

/**
 * A certificate that the key on the device issues to itself. The card has no other place for the public half of an imported key,
 * and without it nothing can test the key, make a request for it or find it; the vendor's advice is the same. DER, or undefined
 * where the key may not sign, or is on a curve without a name.
 */
export async function selfSignedBy(
  device: Device,
  reference: KeyReference,
  publicKey: PublicKey,
  label: string,
): Promise<Uint8Array | undefined> {
  const name = { type: 'CN', value: label } as const;
  const subject = [{ type: 'OU', value: REMARK } as const, ...(subjectComplaint(name) ? [] : [name])];
  try {
    const info = encodeSelfSignedInfo(subject, publicKeyInfo(publicKey));
    return await signDocument(publicKey, info, (algorithm, data) => sign(device.session, reference, algorithm, data, label));
  } catch (error) {
    if (error instanceof Refusal && !device.lost && withoutIt.includes(error.failure.code)) return undefined;
    throw error;
  }
}

const withoutIt: readonly string[] = ['key-not-allowed', 'not-supported-by-device', 'public-key-unknown-curve'];
