import { extname } from 'node:path';
import { hex } from '../../../shared/bytes.ts';
import { Refusal } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { Found, WrappedKeyFacts } from '../../../shared/models/inspection.ts';
import type { KeyType } from '../../../shared/models/snapshot.ts';
import { kcv, keyId } from '../../../shared/numbers.ts';
import { publicKeySha256, readKeyCertificate } from '../../card/public-keys.ts';
import { readCertificate } from '../../codec/certificate.ts';
import { summaryOf } from '../../codec/certificate-summary.ts';
import { readRequest } from '../../codec/cvc.ts';
import { readKeyBlob } from '../../codec/key-blob.ts';
import { PBE_LENGTH, readPbe } from '../../codec/pbe.ts';
import { isPem } from '../../codec/pem.ts';
import { looksLikePkcs12 } from '../../codec/pkcs12.ts';
import { readKeyDescription } from '../../codec/pkcs15.ts';
import { readTlv } from '../../codec/tlv.ts';
import { readWrappedKeyFile } from '../../codec/wrapped-key-file.ts';

const LONGEST_ID = 32;
const secretEndings = ['.p12', '.pfx', '.key', '.jks'];
const SALTED = 'Salted__';
const [SEQUENCE, INTEGER] = [0x30, 0x02];
const kinds = { 5: 'RSA', 6: 'RSA', 12: 'EC', 15: 'AES' } as const;

/** A file that by its name holds a key in the open: it is not even read. */
export const isSecretName = (name: string): boolean => secretEndings.includes(extname(name).toLowerCase());

export const aSecretFile: Found = {
  kind: 'key-file',
  why: t(
    'It holds a key that is not under a DKEK, so nothing of it is shown here. Bring it onto a device with Import from PKCS#12… (Key Manager), then destroy it.',
  ),
};
const maybeSecret: Found = {
  kind: 'key-file',
  why: t(
    'A file of this length can be a key or a share in the open, so nothing of it is shown here. If it is an AES key, use Import from PKCS#12… (Key Manager).',
  ),
};
const other = (why: string): Found => ({ kind: 'other', why });

/** What a file is. Any bytes give an answer, never an error. */
export function lookAtBytes(bytes: Uint8Array): Found {
  if (bytes.length === 0) return other(t('The file is empty.'));
  if (startsWith(bytes, SALTED)) return lookAtShare(bytes);
  const wrapped = lookAtWrapped(bytes);
  if (wrapped) return wrapped;
  if (isSecret(bytes)) return aSecretFile;
  if ([16, 24, 32].includes(bytes.length)) return maybeSecret;
  return other(t('It is neither a wrapped key nor a DKEK share file, nor the sheet of one.'));
}

function lookAtShare(bytes: Uint8Array): Found {
  try {
    readPbe(bytes);
    return { kind: 'share-file' };
  } catch {
    return other(
      t('It begins like a DKEK share file, but has {bytes} bytes and not {wanted}: it was cut off or altered.', {
        bytes: bytes.length,
        wanted: PBE_LENGTH,
      }),
    );
  }
}

function lookAtWrapped(bytes: Uint8Array): Found | undefined {
  try {
    const { blob, description, certificate } = readWrappedKeyFile(bytes);
    return { kind: 'wrapped-key', key: factsOf(blob, description, certificate) };
  } catch (error) {
    const bare = lookAtBare(bytes);
    if (bare) return bare;
    const isNear = bytes[0] === SEQUENCE && quietly(() => looksWrapped(bytes));
    return isNear && error instanceof Refusal ? other(t('It begins like a wrapped key. {what}', { what: error.failure.what })) : undefined;
  }
}

/** The answer of WRAP alone, as other software keeps it. */
function lookAtBare(bytes: Uint8Array): Found | undefined {
  const blob = quietly(() => readKeyBlob(bytes));
  // random bytes may pass for a blob, but hardly name an algorithm too
  if (!blob || ![8, 10].includes(blob.header.defaultAlgorithm.length)) return undefined;
  return { kind: 'wrapped-key', key: { ...factsOf(bytes), isBare: true } };
}

/** Its first element is an OCTET STRING, also where the end is missing. */
function looksWrapped(bytes: Uint8Array): boolean {
  const lengthBytes = ((bytes[1] ?? 0) & 0x80) === 0 ? 0 : (bytes[1] as number) & 0x7f;
  return bytes[2 + lengthBytes] === 0x04;
}

function factsOf(blob: Uint8Array, description?: Uint8Array, certificate?: Uint8Array): WrappedKeyFacts {
  const { header } = readKeyBlob(blob);
  const told = description && quietly(() => readKeyDescription(description));
  const type: KeyType = told ? { kind: told.kind, size: told.sizeBits } : { kind: kinds[header.type], size: 0 };
  const hasId = told && told.id.length > 0 && told.id.length <= LONGEST_ID;
  return {
    kcv: kcv(hex.encode(header.kcv)),
    ...(told ? { label: told.label } : {}),
    ...(hasId ? { id: keyId(hex.encode(told.id)) } : {}),
    type,
    capabilities: [...header.allowed],
    blobBytes: blob.length,
    isBare: false,
    ...certificateFacts(certificate),
  };
}

function certificateFacts(
  content: Uint8Array | undefined,
): Pick<WrappedKeyFacts, 'certificate' | 'x509' | 'vouchedBy' | 'publicKeySha256'> {
  if (!content || content.length === 0) return { certificate: 'none' };
  const read = quietly(() => readKeyCertificate(content));
  if (!read) return { certificate: 'damaged' };
  const { publicKey } = read;
  const sha256 = publicKey && quietly(() => publicKeySha256(publicKey));
  const x509 = read.kind === 'x509' ? quietly(() => summaryOf(readCertificate(content.subarray(0, readTlv(content).end)))) : undefined;
  const vouchedBy = read.kind === 'request' ? quietly(() => readRequest(content).outerAuthority) : undefined;
  return {
    certificate: x509 || publicKey ? read.kind : 'damaged',
    ...(x509 ? { x509 } : {}),
    ...(vouchedBy ? { vouchedBy } : {}),
    ...(sha256 ? { publicKeySha256: sha256 } : {}),
  };
}

/** A private key in PEM or DER, or a PKCS#12 file. */
function isSecret(bytes: Uint8Array): boolean {
  if (quietly(() => isPem(bytes))) return new TextDecoder('latin1').decode(bytes).includes('PRIVATE KEY');
  if (quietly(() => looksLikePkcs12(bytes))) return true;
  const first = quietly(() => (bytes[0] === SEQUENCE ? readTlv(readTlv(bytes).value) : undefined));
  return first?.tag === INTEGER || (first?.tag === SEQUENCE && quietly(() => isEncryptedKey(bytes)) === true);
}

/** PKCS#8 encrypted: SEQUENCE { SEQUENCE algorithm, OCTET STRING }. */
function isEncryptedKey(bytes: Uint8Array): boolean {
  const { value } = readTlv(bytes);
  return value[readTlv(value).end] === 0x04;
}

function startsWith(bytes: Uint8Array, text: string): boolean {
  return [...text].every((character, at) => bytes[at] === character.charCodeAt(0));
}

/** What was read, or undefined where the bytes make no sense. */
function quietly<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
