import { createHash } from 'node:crypto';
import { concat, hex } from '../../../shared/bytes.ts';
import { refuse } from '../../../shared/failure.ts';
import type { RequestContent } from '../../../shared/subject.ts';
import type { PublicKey } from '../../card/public-keys.ts';
import { encodeRequestInfo, encodeSigned } from '../../codec/certification-request.ts';
import { encodePem } from '../../codec/pem.ts';
import { verifySignature } from '../../crypto/verify-signature.ts';
import { publicKeyInfo, verifyingKey } from './public-key.ts';

/** Algorithm identifiers of the card for a whole message: RSA PKCS#1 v1.5 and ECDSA, both with SHA-256 (protocol reference 7.4). */
export const requestAlgorithm = { RSA: 0x33, EC: 0x73 } as const;

/** The same for what the host has hashed and, for RSA, padded. */
const hashedAlgorithm = { RSA: 0x20, EC: 0x70 } as const;
/** Longer commands some cards do not take (protocol reference 6.6); a request with many names is longer. */
const LONGEST_MESSAGE = 1000;
const SHA256_INFO = hex.decode('3031300D060960864801650304020105000420');

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
  const der = await signDocument(key, encodeRequestInfo(content, publicKeyInfo(key)), sign);
  return { der, pem: encodePem('CERTIFICATE REQUEST', der) };
}

/** What a request or a certificate says, signed on the device and checked against the key. Refusal public-key-unknown-curve, request-signature-wrong. */
export async function signDocument(key: PublicKey, info: Uint8Array, sign: SignMessage): Promise<Uint8Array> {
  const checker = verifyingKey(publicKeyInfo(key)) ?? refuse('public-key-unknown-curve');
  const signature = await sign(...toSign(key, info));
  const scheme = { kind: key.kind === 'RSA' ? 'RSA-PKCS1' : 'ECDSA', hash: 'sha256' } as const;
  if (!verifySignature(scheme, checker, info, signature)) refuse('request-signature-wrong');
  return encodeSigned(info, key.kind, signature);
}

/** A short message is hashed by the card, a long one here: the signature is the same. */
function toSign(key: PublicKey, message: Uint8Array): [algorithm: number, data: Uint8Array] {
  if (message.length <= LONGEST_MESSAGE) return [requestAlgorithm[key.kind], message];
  const digest = Uint8Array.from(createHash('sha256').update(message).digest());
  // ECDSA uses the leftmost bits of a hash that is longer than the field (SEC 1 4.1.3)
  if (key.kind === 'EC') return [hashedAlgorithm.EC, digest.subarray(0, (key.Q.length - 1) / 2)];
  const width = key.modulus.length - key.modulus.findIndex((byte) => byte !== 0);
  const padding = new Uint8Array(width - SHA256_INFO.length - digest.length - 3).fill(0xff);
  return [hashedAlgorithm.RSA, concat(Uint8Array.of(0, 1), padding, Uint8Array.of(0), SHA256_INFO, digest)];
}
