import { createHash } from 'node:crypto';
import type { SubjectPart } from '../../shared/subject.ts';
import { signatureAlgorithm } from './certification-request.ts';
import { encodeDistinguishedName } from './distinguished-name.ts';
import { encodeOid } from './oid.ts';
import { encodePublicKeyInfo, type PublicKeyInfo } from './public-key-info.ts';
import { encodeTlv } from './tlv.ts';

const SEQUENCE = 0x30;
const INTEGER = 0x02;
const OCTET_STRING = 0x04;
const VERSION = 0xa0;
const EXTENSIONS = 0xa3;
const THIRD = Uint8Array.of(INTEGER, 0x01, 0x02);
const TRUE = Uint8Array.of(0x01, 0x01, 0xff);
const UTC_TIME = 0x17;
const GENERALIZED_TIME = 0x18;
const basicConstraints = encodeOid('2.5.29.19');

// No clock is asked, since nothing is promised: the second is "no date of expiry" of RFC 5280 4.1.2.5.
const NOT_BEFORE = '000101000000Z';
const NOT_AFTER = '99991231235959Z';

/**
 * The TBSCertificate (RFC 5280 4.1) of a certificate that a key issues to itself, only to carry its public half: no authority,
 * without a date of expiry, numbered by the SHA-256 of the key. Throws Refusal subject-field-invalid.
 */
export function encodeSelfSignedInfo(subject: readonly SubjectPart[], publicKey: PublicKeyInfo): Uint8Array {
  const name = encodeDistinguishedName(subject);
  const info = encodePublicKeyInfo(publicKey);
  const number = Uint8Array.from(createHash('sha256').update(info).digest().subarray(0, 8));
  // positive, and of 8 bytes
  number[0] = ((number[0] as number) & 0x3f) | 0x40;
  const noAuthority = encodeTlv(SEQUENCE, basicConstraints, TRUE, encodeTlv(OCTET_STRING, encodeTlv(SEQUENCE)));
  return encodeTlv(
    SEQUENCE,
    encodeTlv(VERSION, THIRD),
    encodeTlv(INTEGER, number),
    signatureAlgorithm(publicKey.kind),
    name,
    encodeTlv(SEQUENCE, time(UTC_TIME, NOT_BEFORE), time(GENERALIZED_TIME, NOT_AFTER)),
    name,
    info,
    encodeTlv(EXTENSIONS, encodeTlv(SEQUENCE, noAuthority)),
  );
}

function time(tag: number, text: string): Uint8Array {
  return encodeTlv(tag, new TextEncoder().encode(text));
}
