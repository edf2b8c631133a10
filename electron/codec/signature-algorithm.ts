import { t } from '../../shared/language/text.ts';
import { DerElements } from './der-elements.ts';
import { readInteger, readTlvs } from './tlv.ts';

type Hash = 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512';

/** How a certificate is signed; `other` names what this app does not check. */
export type CertificateSignature =
  | { readonly kind: 'RSA-PKCS1'; readonly hash: Hash }
  | { readonly kind: 'RSA-PSS'; readonly hash: Hash; readonly salt: number }
  | { readonly kind: 'ECDSA'; readonly hash: Hash }
  | { readonly kind: 'other'; readonly algorithm: string };

const title = 'signature algorithm';
const MGF1 = '1.2.840.113549.1.1.8';
const PSS = '1.2.840.113549.1.1.10';
const LONGEST_SALT = 512;

/** RFC 8017 appendix C, RFC 5758 3.2. */
const algorithms: Readonly<Record<string, CertificateSignature>> = {
  '1.2.840.113549.1.1.5': { kind: 'RSA-PKCS1', hash: 'sha1' },
  '1.2.840.113549.1.1.14': { kind: 'RSA-PKCS1', hash: 'sha224' },
  '1.2.840.113549.1.1.11': { kind: 'RSA-PKCS1', hash: 'sha256' },
  '1.2.840.113549.1.1.12': { kind: 'RSA-PKCS1', hash: 'sha384' },
  '1.2.840.113549.1.1.13': { kind: 'RSA-PKCS1', hash: 'sha512' },
  '1.2.840.10045.4.1': { kind: 'ECDSA', hash: 'sha1' },
  '1.2.840.10045.4.3.1': { kind: 'ECDSA', hash: 'sha224' },
  '1.2.840.10045.4.3.2': { kind: 'ECDSA', hash: 'sha256' },
  '1.2.840.10045.4.3.3': { kind: 'ECDSA', hash: 'sha384' },
  '1.2.840.10045.4.3.4': { kind: 'ECDSA', hash: 'sha512' },
};

export const hashes: Readonly<Record<string, Hash>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.4': 'sha224',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/** An AlgorithmIdentifier. Throws SyntaxError when malformed. */
export function readSignatureAlgorithm(der: Uint8Array): CertificateSignature {
  const fields = DerElements.of(der, title);
  const oid = fields.oid();
  if (oid === PSS) return readPss(fields) ?? { kind: 'other', algorithm: t('RSA-PSS with unusual parameters') };
  return algorithms[oid] ?? { kind: 'other', algorithm: oid };
}

/** RFC 8017 A.2.3; undefined for two different hashes or another mask, which nobody uses. */
function readPss(fields: DerElements): CertificateSignature | undefined {
  const parameters = fields.has() ? fields.enter() : undefined;
  const hashOf = (tagged: Uint8Array | undefined) => (tagged ? hashes[DerElements.of(tagged, title).oid()] : 'sha1');
  const hash = hashOf(parameters?.optional(0xa0));
  const mask = parameters?.optional(0xa1);
  let maskHash: Hash | undefined = 'sha1';
  if (mask) {
    const generator = DerElements.of(mask, title);
    if (generator.oid() !== MGF1) return undefined;
    maskHash = hashes[generator.enter().oid()];
  }
  const salt = parameters?.optional(0xa2);
  const length = salt ? readInteger(new DerElements(readTlvs(salt), title).take(0x02)) : 20;
  if (hash === undefined || hash !== maskHash || length > LONGEST_SALT || parameters?.has()) return undefined;
  return { kind: 'RSA-PSS', hash, salt: length };
}
