import { Refusal, refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import { type Certificate, readCertificate } from '../../codec/certificate.ts';
import type { KeyMaterial } from '../../codec/key-blob.ts';
import { PBE_LENGTH } from '../../codec/pbe.ts';
import { isPem, type PemBlock, readPem } from '../../codec/pem.ts';
import { looksLikePkcs12, readEncryptedKey } from '../../codec/pkcs12.ts';
import { type PrivateKey, readPkcs1, readPkcs8, readSec1, wipePrivateKey } from '../../codec/private-key.ts';
import { isSameKey } from '../../codec/public-key-info.ts';
import { readWrappedKeyFile } from '../../codec/wrapped-key-file.ts';
import type { Secret } from '../../crypto/secret.ts';
import { publicKeyInfo } from '../certificates/public-key.ts';
import { keyMaterial, publicKeyOf, wipeKeyMaterial } from './key-material.ts';
import { openEncrypted, type RawKey, understood } from './open-encrypted.ts';
import { openPkcs12 } from './open-pkcs12.ts';
import { isRawAesLength, readRawAes } from './raw-aes.ts';

/** A key out of a file. Whoever asked for it wipes `material` with `wipeKeyMaterial`. */
export interface FoundKey {
  readonly material: KeyMaterial;
  /** What the file calls it, for people. */
  readonly friendlyName?: string;
  /** The certificate of this very key. */
  readonly certificate?: Certificate;
}

export interface KeyFile {
  readonly keys: readonly FoundKey[];
  /** All other certificates of the file, issuers for the most part. */
  readonly certificates: readonly Certificate[];
}

export const LARGEST_KEY_FILE = 1_048_576;

/** Whether a password has to be asked for. A PKCS#12 file always wants one, be it an empty one. */
export function needsPassword(file: Uint8Array): boolean {
  // the older encryption of PEM is refused, with or without a password
  if (isPem(file)) return find(file, 'ENCRYPTED PRIVATE KEY-----');
  return !isRawAesLength(file.length) && (looksLikePkcs12(file) || isEncryptedDer(file));
}

/**
 * The keys and certificates in a file: PKCS#12; PKCS#8 (encrypted or not), PKCS#1 and SEC1 in PEM or DER; an AES key in hexadecimal
 * or binary. The caller wipes `file`, `password` and every key. Throws Refusal key-file-unknown, -is-share, -is-wrapped, -password,
 * -password-needed, -no-key, -broken, -curve-unsupported, -kind-unsupported, -rsa-size, -aes-size, -encryption-unsupported.
 */
export async function openKeyFile(file: Uint8Array, password?: Secret): Promise<KeyFile> {
  if (file.length === 0) refuse('key-file-unknown', { detail: t('it is empty') });
  if (file.length > LARGEST_KEY_FILE) refuse('key-file-unknown', { detail: t('it is too long') });
  if (isPem(file)) return openPem(file, password);
  if (isShareFile(file)) refuse('key-file-is-share');
  if (isWrappedKey(file)) refuse('key-file-is-wrapped');
  if (!isRawAesLength(file.length) && looksLikePkcs12(file)) {
    const { keys, certificates } = await openPkcs12(file, password ?? refuse('key-file-password-needed'));
    return judged(keys, certificates);
  }
  if (isDer(file)) return judged([{ key: await openDer(file, password) }], []);
  return { keys: [{ material: readRawAes(file) }], certificates: [] };
}

/** Keys of the device's kind with their certificates. Wipes the raw ones; when one is refused, all. */
function judged(raw: readonly RawKey[], certificates: readonly Certificate[]): KeyFile {
  const materials: KeyMaterial[] = [];
  try {
    if (raw.length === 0) refuse('key-file-no-key');
    for (const { key } of raw) materials.push(keyMaterial(key));
  } catch (error) {
    materials.forEach(wipeKeyMaterial);
    throw error;
  } finally {
    for (const { key } of raw) wipePrivateKey(key);
  }
  const keys = materials.map((material, index): FoundKey => {
    const { friendlyName } = raw[index] as RawKey;
    const certificate = certificates.find((each) => isFor(each, material));
    return { material, ...(friendlyName && { friendlyName }), ...(certificate && { certificate }) };
  });
  return { keys, certificates: certificates.filter((each) => !keys.some(({ certificate }) => certificate === each)) };
}

/** By the key itself: identifiers in the file are only what its maker wrote. */
function isFor({ publicKey }: Certificate, material: KeyMaterial): boolean {
  const own = publicKeyOf(material);
  return publicKey !== undefined && own !== undefined && isSameKey(publicKey, publicKeyInfo(own));
}

async function openPem(file: Uint8Array, password: Secret | undefined): Promise<KeyFile> {
  const blocks = understood(() => readPem(file));
  const keys: RawKey[] = [];
  try {
    const certificates = blocks.filter(({ label }) => label === 'CERTIFICATE').map(({ bytes }) => readCertificate(bytes));
    for (const block of blocks) {
      const key = await openPemKey(block, password);
      if (key) keys.push({ key });
    }
    return judged(keys, certificates);
  } finally {
    for (const { key } of keys) wipePrivateKey(key);
    for (const { bytes } of blocks) bytes.fill(0);
  }
}

async function openPemKey({ label, headers, bytes }: PemBlock, password: Secret | undefined): Promise<PrivateKey | undefined> {
  if (headers.some((header) => /ENCRYPTED/.test(header)))
    refuse('key-file-encryption-unsupported', { detail: t('the older PEM encryption of OpenSSL, without a proper key derivation') });
  switch (label) {
    case 'PRIVATE KEY':
      return understood(() => readPkcs8(bytes));
    case 'ENCRYPTED PRIVATE KEY':
      return openEncrypted(
        understood(() => readEncryptedKey(bytes)),
        password,
      );
    case 'RSA PRIVATE KEY':
      return understood(() => readPkcs1(bytes));
    case 'EC PRIVATE KEY':
      return understood(() => readSec1(bytes));
    case 'OPENSSH PRIVATE KEY':
      return refuse('key-file-unknown', { detail: t("it is in OpenSSH's own form; ssh-keygen -p -m PKCS8 converts it") });
    case 'DSA PRIVATE KEY':
      return refuse('key-file-kind-unsupported', { kind: 'DSA' });
    default:
      return undefined;
  }
}

async function openDer(file: Uint8Array, password: Secret | undefined): Promise<PrivateKey> {
  if (isEncryptedDer(file))
    return openEncrypted(
      understood(() => readEncryptedKey(file)),
      password,
    );
  // each begins with a version, then: an algorithm, an octet string, an integer
  for (const read of [readPkcs8, readSec1, readPkcs1]) {
    try {
      return read(file);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
  return refuse('key-file-unknown', { detail: t('its structure is that of no private key') });
}

/** SEQUENCE of the very length of the file. No private key is as short as an AES key, which may begin with anything. */
function isDer(file: Uint8Array): boolean {
  if (isRawAesLength(file.length)) return false;
  const [tag, length = 0, next = 0, last = 0] = file;
  if (tag !== 0x30) return false;
  if (length < 0x80) return file.length === 2 + length;
  if (length === 0x81) return file.length === 3 + next;
  return length === 0x82 && file.length === 4 + next * 256 + last;
}

/** SEQUENCE of a SEQUENCE: what is not encrypted begins with a version. */
function isEncryptedDer(file: Uint8Array): boolean {
  if (!isDer(file)) return false;
  const at = (file[1] as number) < 0x80 ? 2 : 2 + ((file[1] as number) & 0x7f);
  return file[at] === 0x30;
}

function isShareFile(file: Uint8Array): boolean {
  return file.length === PBE_LENGTH && find(file.subarray(0, 8), 'Salted__');
}

function isWrappedKey(file: Uint8Array): boolean {
  if (!isDer(file)) return false;
  try {
    readWrappedKeyFile(file);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

function find(file: Uint8Array, mark: string): boolean {
  return Buffer.from(file.buffer, file.byteOffset, file.length).includes(mark, 0, 'latin1');
}
