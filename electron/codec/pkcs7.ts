import { hex } from '../../shared/bytes.ts';
import { definite } from './ber.ts';
import { DerElements } from './der-elements.ts';
import { encodeOid } from './oid.ts';
import { encodeTlv, readTlvs } from './tlv.ts';

/** Certificates as many authorities send them: PKCS#7 `.p7b`, `.p7c` (RFC 5652 5.1, signed data without signers). Signatures are not looked at. */
const SIGNED_DATA = '1.2.840.113549.1.7.2';
const signedData = hex.encode(encodeOid(SIGNED_DATA));
const SEQUENCE = 0x30;
const MOST = 64;
const title = 'PKCS#7';

/** Whether the file begins as signed data does. */
export function isSignedData(file: Uint8Array): boolean {
  return file[0] === SEQUENCE && hex.encode(file.subarray(0, 24)).includes(signedData);
}

/** The certificates in it, each in DER, copied. Throws SyntaxError when malformed or when there are more than 64. */
export function readSignedCertificates(file: Uint8Array): Uint8Array[] {
  const outer = DerElements.of(definite(file), title);
  if (outer.oid() !== SIGNED_DATA) throw new SyntaxError('PKCS#7: not signed data');
  const content = DerElements.of(outer.take(0xa0), title);
  content.take(0x02);
  content.take(0x31);
  content.take(SEQUENCE);
  const certificates = content.optional(0xa0) ?? new Uint8Array(0);
  // other choices than an X.509 certificate have tags of their own
  const found = readTlvs(certificates).filter(({ tag }) => tag === SEQUENCE);
  if (found.length > MOST) throw new SyntaxError('PKCS#7: too many certificates');
  return found.map(({ value }) => encodeTlv(SEQUENCE, value));
}
