import { refuse } from '../../shared/failure.ts';
import { type ExtendedKeyUsage, extendedKeyUsages, type KeyUsage, keyUsages, type RequestContent } from '../../shared/subject.ts';
import { encodeAlternativeNames } from './alternative-names.ts';
import { encodeDistinguishedName } from './distinguished-name.ts';
import { encodeOid } from './oid.ts';
import { encodePublicKeyInfo, type PublicKeyInfo } from './public-key-info.ts';
import { encodeTlv } from './tlv.ts';

const SEQUENCE = 0x30;
const SET = 0x31;
const OCTET_STRING = 0x04;
const BIT_STRING = 0x03;
const ATTRIBUTES = 0xa0;
const VERSION = Uint8Array.of(0x02, 0x01, 0x00);
const NULL = Uint8Array.of(0x05, 0x00);
const TRUE = Uint8Array.of(0x01, 0x01, 0xff);

const extensionRequest = encodeOid('1.2.840.113549.1.9.14');
const subjectAltName = encodeOid('2.5.29.17');
const keyUsageOid = encodeOid('2.5.29.15');
const extKeyUsage = encodeOid('2.5.29.37');
const basicConstraints = encodeOid('2.5.29.19');
const sha256WithRsa = encodeOid('1.2.840.113549.1.1.11');
const ecdsaWithSha256 = encodeOid('1.2.840.10045.4.3.2');

/**
 * The CertificationRequestInfo, which is what the key signs. Throws Refusal subject-field-invalid,
 * alternative-name-invalid, and subject-empty where there is neither subject nor name.
 */
export function encodeRequestInfo(content: RequestContent, publicKey: PublicKeyInfo): Uint8Array {
  const { subject, names, keyUsage, extendedKeyUsage } = content;
  if (subject.length === 0 && names.length === 0) refuse('subject-empty');
  const extensions = [
    // critical where it is all that names the holder (RFC 5280 4.2.1.6)
    ...(names.length > 0 ? [extension(subjectAltName, subject.length === 0, encodeAlternativeNames(names))] : []),
    ...(content.isCa ? [extension(basicConstraints, true, encodeTlv(SEQUENCE, TRUE))] : []),
    ...(keyUsage.length > 0 ? [extension(keyUsageOid, true, encodeKeyUsage(keyUsage))] : []),
    ...(extendedKeyUsage.length > 0 ? [extension(extKeyUsage, false, encodePurposes(extendedKeyUsage))] : []),
  ];
  const attributes =
    extensions.length > 0 ? [encodeTlv(SEQUENCE, extensionRequest, encodeTlv(SET, encodeTlv(SEQUENCE, ...extensions)))] : [];
  return encodeTlv(
    SEQUENCE,
    VERSION,
    encodeDistinguishedName(subject),
    encodePublicKeyInfo(publicKey),
    encodeTlv(ATTRIBUTES, ...attributes),
  );
}

/** The whole request, or certificate: `signature` is RSA PKCS#1 v1.5 or ECDSA (in DER), with SHA-256, over `info`. */
export function encodeSigned(info: Uint8Array, kind: PublicKeyInfo['kind'], signature: Uint8Array): Uint8Array {
  return encodeTlv(SEQUENCE, info, signatureAlgorithm(kind), encodeTlv(BIT_STRING, Uint8Array.of(0), signature));
}

/** The AlgorithmIdentifier of such a signature. */
export function signatureAlgorithm(kind: PublicKeyInfo['kind']): Uint8Array {
  return kind === 'RSA' ? encodeTlv(SEQUENCE, sha256WithRsa, NULL) : encodeTlv(SEQUENCE, ecdsaWithSha256);
}

function extension(oid: Uint8Array, critical: boolean, value: Uint8Array): Uint8Array {
  return encodeTlv(SEQUENCE, oid, ...(critical ? [TRUE] : []), encodeTlv(OCTET_STRING, value));
}

/** A named bit list: trailing zero bits are left out (X.690 11.2.2). */
function encodeKeyUsage(usages: readonly KeyUsage[]): Uint8Array {
  const bits = [...new Set(usages)].map((usage) => keyUsages.indexOf(usage));
  const last = Math.max(...bits);
  const bytes = new Uint8Array(Math.floor(last / 8) + 1);
  for (const bit of bits) bytes[bit >> 3] = (bytes[bit >> 3] as number) | (0x80 >> (bit & 7));
  return encodeTlv(BIT_STRING, Uint8Array.of(7 - (last & 7)), bytes);
}

function encodePurposes(purposes: readonly ExtendedKeyUsage[]): Uint8Array {
  return encodeTlv(SEQUENCE, ...[...new Set(purposes)].map((purpose) => encodeOid(extendedKeyUsages[purpose])));
}
