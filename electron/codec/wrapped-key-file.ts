import { Refusal, refuse } from '../../shared/failure.ts';
import { t } from '../../shared/language/text.ts';
import { readKeyBlob } from './key-blob.ts';
import { encodeTlv, readTlv, readTlvs, type Tlv } from './tlv.ts';

/** The file of `sc-hsm-tool --wrap-key`: SEQUENCE { OCTET STRING blob, content of C4xx, content of CExx } (protocol reference 3.6). */
export interface WrappedKeyFile {
  /** The wrapped key as the card gave it, see key-blob.ts. */
  readonly blob: Uint8Array;
  /** PKCS#15 description, one whole element; what follows it in the card's file is dropped. */
  readonly description?: Uint8Array;
  /** X.509 certificate (30) or card verifiable request (67), one whole element. */
  readonly certificate?: Uint8Array;
}

const SEQUENCE = 0x30;
const OCTET_STRING = 0x04;
const CERTIFICATE_TAGS = [0x67, 0x7f21];
/** What a TBSCertificate begins with: version [0] or, in version 1, the serial number. A PKCS#15 record never does. */
const TBS_TAGS = [0xa0, 0x02];

/** The file's bytes. Throws SyntaxError when the description or certificate is no TLV element. */
export function encodeWrappedKeyFile({ blob, description, certificate }: WrappedKeyFile): Uint8Array {
  const attached = [description, certificate].flatMap((bytes) => (bytes ? [bytes.subarray(0, readTlv(bytes).end)] : []));
  return encodeTlv(SEQUENCE, encodeTlv(OCTET_STRING, blob), ...attached);
}

/**
 * Takes a wrapped key file apart, including those without description or certificate. The blob is known to be well
 * formed afterwards, not to be genuine. Refusal `wrapped-key-malformed` otherwise.
 */
export function readWrappedKeyFile(bytes: Uint8Array): WrappedKeyFile {
  try {
    return readElements(bytes);
  } catch (cause) {
    if (cause instanceof Refusal) throw cause;
    return refuse('wrapped-key-malformed', { detail: bytes.length === 0 ? t('it is empty') : t('its structure is damaged') });
  }
}

function readElements(bytes: Uint8Array): WrappedKeyFile {
  const outer = readTlv(bytes);
  if (outer.tag !== SEQUENCE) refuse('wrapped-key-malformed', { detail: t('it does not begin like one') });
  if (outer.end !== bytes.length) refuse('wrapped-key-malformed', { detail: t('something follows its end') });
  const [blob, ...attached] = readTlvs(outer.value);
  if (blob?.tag !== OCTET_STRING || attached.length > 2) refuse('wrapped-key-malformed', { detail: t('it holds no wrapped key') });
  readKeyBlob(blob.value);
  const certificate = attached.find((element, index) => index === 1 || isCertificate(element));
  const description = attached[0] === certificate ? undefined : attached[0];
  return {
    blob: Uint8Array.from(blob.value),
    ...(description && { description: encodeTlv(description.tag, description.value) }),
    ...(certificate && { certificate: encodeTlv(certificate.tag, certificate.value) }),
  };
}

/** A key without description but with certificate has the certificate in second place. */
function isCertificate({ tag, value }: Tlv): boolean {
  if (CERTIFICATE_TAGS.includes(tag)) return true;
  if (tag !== SEQUENCE || value.length === 0) return false;
  const body = readTlv(value);
  return body.tag === SEQUENCE && body.value.length > 0 && TBS_TAGS.includes(readTlv(body.value).tag);
}
