import { DerElements } from './der-elements.ts';
import { readNameText, visible } from './name-text.ts';
import { encodeTlv, readInteger, readTlv } from './tlv.ts';

/** What the extensions of a certificate say (RFC 5280 4.2). */
export interface CertificateExtensions {
  /** cA of the basic constraints; false where there are none. */
  readonly isCa: boolean;
  /** How many issuers may stand between this one and the last. */
  readonly pathLength?: number;
  /** Bits of the key usage, first bit first; undefined where there is none and everything is allowed. */
  readonly keyUsage?: readonly boolean[];
  /** OIDs of the purposes; undefined where there are none and everything is allowed. */
  readonly purposes?: readonly string[];
  /** For people: `DNS:www.example.org`. Kinds that this app does not write are named without their value. */
  readonly alternativeNames: readonly string[];
  readonly criticalUnknown: readonly string[];
}

const title = 'certificate';
const BASIC_CONSTRAINTS = '2.5.29.19';
const KEY_USAGE = '2.5.29.15';
const PURPOSES = '2.5.29.37';
const ALTERNATIVE_NAMES = '2.5.29.17';
/** Critical extensions that a check of signatures may pass by: names, key identifiers, purposes, policies without constraints. */
const passed = [ALTERNATIVE_NAMES, PURPOSES, '2.5.29.14', '2.5.29.35', '2.5.29.32', BASIC_CONSTRAINTS, KEY_USAGE];
const MOST_SHOWN = 50;

/** `wrapped`: content of the element [3] of a certificate, where there is one. Throws SyntaxError. */
export function readExtensions(wrapped: Uint8Array | undefined): CertificateExtensions {
  let found: CertificateExtensions = { isCa: false, alternativeNames: [], criticalUnknown: [] };
  const criticalUnknown: string[] = [];
  const seen = new Set<string>();
  for (const list = wrapped && DerElements.of(wrapped, title); list?.has(); ) {
    const extension = list.enter();
    const oid = extension.oid();
    const critical = (extension.optional(0x01)?.[0] ?? 0) !== 0;
    const value = extension.take(0x04);
    // two of one kind: each reader would believe another one (RFC 5280 4.2)
    if (seen.has(oid)) throw new SyntaxError('certificate: an extension occurs twice');
    seen.add(oid);
    found = { ...found, ...understood(oid, value) };
    if (critical && !passed.includes(oid)) criticalUnknown.push(oid);
  }
  return { ...found, criticalUnknown };
}

function understood(oid: string, value: Uint8Array): Partial<CertificateExtensions> {
  switch (oid) {
    case BASIC_CONSTRAINTS:
      return readBasicConstraints(value);
    case KEY_USAGE:
      return { keyUsage: readKeyUsage(value) };
    case PURPOSES:
      return { purposes: readPurposes(value) };
    case ALTERNATIVE_NAMES:
      return { alternativeNames: readAlternativeNames(value) };
    default:
      return {};
  }
}

function readBasicConstraints(value: Uint8Array): Pick<CertificateExtensions, 'isCa' | 'pathLength'> {
  const fields = DerElements.of(value, title);
  const isCa = (fields.optional(0x01)?.[0] ?? 0) !== 0;
  const pathLength = fields.optional(0x02);
  return { isCa, ...(pathLength && { pathLength: readInteger(pathLength) }) };
}

function readKeyUsage(value: Uint8Array): boolean[] {
  const { tag, value: bits } = readTlv(value);
  if (tag !== 0x03 || bits.length < 1 || bits.length > 3) throw new SyntaxError('certificate: malformed');
  return [...bits.subarray(1)].flatMap((byte) => [7, 6, 5, 4, 3, 2, 1, 0].map((bit) => ((byte >> bit) & 1) === 1));
}

function readPurposes(value: Uint8Array): string[] {
  const purposes: string[] = [];
  for (const list = DerElements.of(value, title); list.has(); ) purposes.push(list.oid());
  return purposes;
}

/** Nothing is decided by these; what cannot be shown is named by its kind. */
function readAlternativeNames(value: Uint8Array): string[] {
  const names: string[] = [];
  for (const list = DerElements.of(value, title); list.has() && names.length < MOST_SHOWN; ) {
    const { tag, value: name } = list.any();
    if (tag === 0x81) names.push(`e-mail:${text(name)}`);
    else if (tag === 0x82) names.push(`DNS:${text(name)}`);
    else if (tag === 0x86) names.push(`URI:${text(name)}`);
    else if (tag === 0x87) names.push(`IP:${addressText(name)}`);
    else if (tag === 0xa4) names.push(`name:${readNameText(encodeTlv(0x30, readTlv(name).value))}`);
    else names.push('another kind of name');
  }
  return names;
}

function text(bytes: Uint8Array): string {
  return visible(Array.from(bytes.subarray(0, 300), (byte) => (byte < 0x80 ? String.fromCharCode(byte) : '?')).join(''));
}

function addressText(bytes: Uint8Array): string {
  if (bytes.length === 4) return bytes.join('.');
  if (bytes.length !== 16) return '?';
  return Array.from({ length: 8 }, (_, i) => (((bytes[2 * i] as number) << 8) | (bytes[2 * i + 1] as number)).toString(16)).join(':');
}
