import type { CurveName } from '../../shared/algorithms.ts';
import { Refusal } from '../../shared/failure.ts';
import type { CertificateSummary } from '../../shared/models/certificates.ts';
import type { KeyDetails } from '../../shared/models/snapshot.ts';
import type { KeyReference } from '../../shared/numbers.ts';
import { readCertificate } from '../codec/certificate.ts';
import { summaryOf } from '../codec/certificate-summary.ts';
import { readTlv } from '../codec/tlv.ts';
import { unlessMalformed } from './answers.ts';
import { attestationOf, type Chain } from './attestation.ts';
import type { DeviceCertificates } from './device.ts';
import { fileOf } from './files.ts';
import { readObject, selectObject } from './objects.ts';
import { publicKeySha256, readKeyCertificate } from './public-keys.ts';
import type { CardSession } from './session.ts';

/** Whose word counts for the origin of a key, and how far it can be trusted. */
export interface Voucher {
  readonly certificates: DeviceCertificates;
  readonly chain: Chain;
}

/**
 * What is shown when a key's node is opened, in two commands: capabilities and use counter where the card tells them, its
 * certificate or what the request proves, hash of the public key; and the curve of an EC key. No login needed.
 */
export async function readKeyDetails(
  session: CardSession,
  reference: KeyReference,
  voucher?: Voucher,
): Promise<{ readonly details: KeyDetails; readonly curve?: CurveName }> {
  const info = await selectObject(session, fileOf('key', reference));
  const content = await readObject(session, fileOf('keyCertificate', reference));
  const certificate = content && readKeyCertificate(content);
  const publicKey = certificate?.publicKey;
  const x509 = content && certificate?.kind === 'x509' ? readSummary(content) : undefined;
  const isWhole = certificate && (x509 !== undefined || publicKey !== undefined);
  const details: KeyDetails = {
    ...(info?.algorithms && { capabilities: info.algorithms }),
    ...(info?.useCounter !== undefined && { useCounter: info.useCounter }),
    certificate: !content || content.length === 0 ? 'none' : isWhole ? certificate.kind : 'damaged',
    ...(x509 && { x509 }),
    ...(voucher && { attestation: attestationOf(content, voucher.certificates, voucher.chain) }),
    ...(publicKey && { publicKeySha256: publicKeySha256(publicKey) }),
  };
  return { details, ...(publicKey?.kind === 'EC' && publicKey.curve && { curve: publicKey.curve }) };
}

/** undefined for a certificate that cannot be read; bytes of an older, longer one may follow it. */
function readSummary(content: Uint8Array): CertificateSummary | undefined {
  return unlessMalformed(() => {
    try {
      return summaryOf(readCertificate(content.subarray(0, readTlv(content).end)));
    } catch (error) {
      if (error instanceof Refusal) return undefined;
      throw error;
    }
  });
}
