import { refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { CreatedRequest } from '../../../shared/models/certificates.ts';
import type { KeyReference, Serial } from '../../../shared/numbers.ts';
import { type RequestContent, subjectLine } from '../../../shared/subject.ts';
import { publicKeySha256 } from '../../card/public-keys.ts';
import { sign } from '../../card/use-key.ts';
import { writeFileSafely } from '../../files/atomic.ts';
import { fileNameOf } from '../file-name.ts';
import { assertLoggedIn } from '../pins/login.ts';
import type { Workstation } from '../workstation.ts';
import { readKeyPair } from './key-pair.ts';
import { makeRequest } from './make-request.ts';

export interface RequestOrder {
  readonly serial: Serial;
  readonly reference: KeyReference;
  readonly content: RequestContent;
  readonly format: 'PEM' | 'DER';
}

const kinds = [{ name: t('Certificate request'), extensions: ['csr', 'p10', 'pem', 'der'] }];

/**
 * Makes a certificate request for a key, signed on the device and verified, and saves it. Refusal subject-…,
 * alternative-name-invalid, public-key-untold, public-key-unknown-curve, key-not-allowed, pin-not-verified, file-….
 */
export async function createRequest({ fleet, person }: Workstation, order: RequestOrder): Promise<CreatedRequest> {
  const { serial, reference, content, format } = order;
  const made = await fleet.run(serial, t('Create CSR'), async (device) => {
    const { key, publicKey = refuse('public-key-untold') } = await readKeyPair(device, reference);
    assertLoggedIn(device);
    const { label } = key;
    const request = await makeRequest(publicKey, content, (algorithm, data) => sign(device.session, reference, algorithm, data, label));
    return { ...request, label, name: fileNameOf(label) || `key ${key.id}`, publicKeySha256: publicKeySha256(publicKey) };
  });
  const bytes = format === 'PEM' ? Uint8Array.from(Buffer.from(made.pem, 'ascii')) : made.der;
  const { path, overwrite } = await person.saveFile(t('Save the certificate request'), `${made.name}.csr`, kinds);
  const { sha256 } = await writeFileSafely(path, bytes, { overwrite });
  const { label, pem, publicKeySha256: ofPublicKey } = made;
  const subject = subjectLine(content.subject) || content.names.map(({ kind, value }) => `${kind}:${value}`).join(', ');
  return { path, sha256, bytes: bytes.length, label, subject, pem, publicKeySha256: ofPublicKey };
}
