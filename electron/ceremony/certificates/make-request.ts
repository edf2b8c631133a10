import { refuse } from '../../../shared/failure.ts';
import type { PublicKey } from '../../card/public-keys.ts';
import { encodeCertificationRequest, encodeRequestInfo, type RequestContent } from '../../codec/certification-request.ts';
import { encodePem } from '../../codec/pem.ts';
import { verifySignature } from '../../crypto/verify-signature.ts';
import { publicKeyInfo, verifyingKey } from './public-key.ts';

/** Algorithm identifiers of the card for a whole message: RSA PKCS#1 v1.5 and ECDSA, both with SHA-256 (protocol reference 7.4). */
export const requestAlgorithm = { RSA: 0x33, EC: 0x73 } as const;

/** Signs a message on the device: RSA as wide as the modulus, ECDSA in DER. */
export type SignMessage = (algorithm: number, message: Uint8Array) => Promise<Uint8Array>;

export interface MadeRequest {
  readonly der: Uint8Array;
  readonly pem: string;
}

/**
 * A PKCS#10 request for the key, signed on the device and checked against the key before it is given out. Nothing is
 * signed when the content is refused: subject-field-invalid, alternative-name-invalid, subject-empty,
 * public-key-unknown-curve. Throws request-signature-wrong when the device signed with another key.
 */
export async function makeRequest(key: PublicKey, content: RequestContent, sign: SignMessage): Promise<MadeRequest> {
  const publicKey = publicKeyInfo(key);
  const info = encodeRequestInfo(content, publicKey);
  const signature = await sign(requestAlgorithm[key.kind], info);
  const checker = verifyingKey(publicKey) ?? refuse('public-key-unknown-curve');
  const scheme = { kind: key.kind === 'RSA' ? 'RSA-PKCS1' : 'ECDSA', hash: 'sha256' } as const;
  if (!verifySignature(scheme, checker, info, signature)) refuse('request-signature-wrong');
  const der = encodeCertificationRequest(info, key.kind, signature);
  return { der, pem: encodePem('CERTIFICATE REQUEST', der) };
}
