import { hex } from '../../shared/bytes.ts';
import { refuse } from '../../shared/failure.ts';
import { t } from '../../shared/language/text.ts';
import { type CertificateExtensions, readExtensions } from './certificate-extensions.ts';
import { DerElements } from './der-elements.ts';
import { readNameText } from './name-text.ts';
import { isPem, readPem } from './pem.ts';
import { isSignedData, readSignedCertificates } from './pkcs7.ts';
import { type PublicKeyInfo, readPublicKeyInfo } from './public-key-info.ts';
import { type CertificateSignature, readSignatureAlgorithm } from './signature-algorithm.ts';
import { encodeTlv, readTlv } from './tlv.ts';

/** An X.509 certificate (RFC 5280), taken apart and nothing checked. */
export interface Certificate extends CertificateExtensions {
  readonly der: Uint8Array;
  /** For people only; names are compared by `subjectName` and `issuerName`. */
  readonly subject: string;
  readonly issuer: string;
  /** The whole Name in DER. */
  readonly subjectName: Uint8Array;
  readonly issuerName: Uint8Array;
  /** Hexadecimal. */
  readonly serial: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** undefined for a kind of key that neither device nor app knows. */
  readonly publicKey?: PublicKeyInfo;
  readonly signedPart: Uint8Array;
  readonly signatureAlgorithm: CertificateSignature;
  readonly signature: Uint8Array;
}

const LONGEST = 65_536;
const title = 'certificate';

/** All certificates in a file: one in DER, or any number in PEM or PKCS#7. Throws Refusal certificate-malformed. */
export function readCertificates(file: Uint8Array): Certificate[] {
  const complain = (detail: string): never => refuse('certificate-malformed', { detail });
  if (file.length === 0) complain(t('it is empty'));
  if (!isPem(file)) return isSignedData(file) ? fromSignedData(file) : [readCertificate(file)];
  const blocks = attempt(() => readPem(file));
  const wanted = blocks.filter(({ label }) => /^(?:(?:X509 |TRUSTED )?CERTIFICATE|PKCS7|CMS)$/.test(label));
  // a private key may have been beside it
  for (const block of blocks) if (!wanted.includes(block)) block.bytes.fill(0);
  if (wanted.length === 0) complain(t('there is no certificate in it'));
  // OpenSSL's TRUSTED CERTIFICATE has its own remarks after the certificate
  return wanted.flatMap(({ bytes, label }) => {
    if (label === 'PKCS7' || label === 'CMS') return fromSignedData(bytes);
    return readCertificate(label.startsWith('TRUSTED') ? attempt(() => bytes.slice(0, readTlv(bytes).end)) : bytes);
  });
}

function fromSignedData(bytes: Uint8Array): Certificate[] {
  const found = attempt(() => readSignedCertificates(bytes)).map(readCertificate);
  return found.length > 0 ? found : refuse('certificate-malformed', { detail: t('there is no certificate in it') });
}

/** One certificate in DER. Throws Refusal certificate-malformed. */
export function readCertificate(der: Uint8Array): Certificate {
  if (der.length > LONGEST) refuse('certificate-malformed', { detail: t('it is too long') });
  return attempt(() => take(Uint8Array.from(der)));
}

function attempt<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error;
    return refuse('certificate-malformed', { detail: t('its structure is damaged') });
  }
}

function take(der: Uint8Array): Certificate {
  const outer = DerElements.of(der, title);
  const tbs = outer.take(0x30);
  const algorithm = outer.take(0x30);
  const bits = outer.take(0x03);
  if (outer.has() || bits[0] !== 0) throw new SyntaxError('certificate: malformed');
  // the bytes as they stand: the signature covers these
  const start = tbs.byteOffset - der.byteOffset;
  const signedPart = der.subarray(readTlvStart(der), start + tbs.length);

  const body = DerElements.of(signedPart, title);
  body.optional(0xa0);
  const serial = hex.encode(body.take(0x02));
  const inner = body.take(0x30);
  if (hex.encode(inner) !== hex.encode(algorithm)) throw new SyntaxError('certificate: two algorithms');
  const issuerName = encodeTlv(0x30, body.take(0x30));
  const validity = body.enter();
  const [notBefore, notAfter] = [readTime(validity), readTime(validity)];
  const subjectName = encodeTlv(0x30, body.take(0x30));
  const publicKey = readPublicKeyInfo(encodeTlv(0x30, body.take(0x30)));
  body.optional(0x81);
  body.optional(0x82);
  const extensions = readExtensions(body.optional(0xa3));
  if (body.has()) throw new SyntaxError('certificate: malformed');
  return {
    der,
    subject: readNameText(subjectName),
    issuer: readNameText(issuerName),
    subjectName,
    issuerName,
    serial,
    notBefore,
    notAfter,
    ...(publicKey && { publicKey }),
    ...extensions,
    signedPart,
    signatureAlgorithm: readSignatureAlgorithm(encodeTlv(0x30, algorithm)),
    signature: bits.subarray(1),
  };
}

/** Where the content of the outermost element begins. */
function readTlvStart(der: Uint8Array): number {
  const { value } = readTlv(der);
  return value.byteOffset - der.byteOffset;
}

/** RFC 5280 4.1.2.5: YYMMDDHHMMSSZ until 2049, YYYYMMDDHHMMSSZ from then on. */
function readTime(validity: DerElements): Date {
  const { tag, value } = validity.any();
  const text = String.fromCharCode(...value.subarray(0, 20));
  const short = tag === 0x17 ? /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(text) : null;
  const long = tag === 0x18 ? /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(text) : null;
  const [year = 0, month = 0, ...rest] = (short ?? long ?? []).slice(1).map(Number);
  if (rest.length !== 4 || month < 1 || month > 12) throw new SyntaxError('certificate: not a date');
  const [day = 0, hour = 0, minute = 0, second = 0] = rest;
  const full = short ? (year >= 50 ? 1900 + year : 2000 + year) : year;
  const time = new Date(0);
  time.setUTCFullYear(full, month - 1, day);
  time.setUTCHours(hour, minute, second);
  if (time.getUTCDate() !== day || time.getUTCHours() !== hour) throw new SyntaxError('certificate: not a date');
  return time;
}
