import { unmovedCopy } from '../../shared/bytes.ts';
import type { KeyEncryption, Pkcs12Mac } from '../../shared/key-encryption.ts';
import { definite } from './ber.ts';
import { DerElements } from './der-elements.ts';
import { readIterations, readKeyEncryption, readSalt, refuseEncryption } from './key-encryption.ts';
import { readText, visible } from './name-text.ts';
import { hashes } from './signature-algorithm.ts';
import { encodeTlv, readInteger, readTlv } from './tlv.ts';

/** The outside of a PKCS#12 file (RFC 7292 4): what its check covers, and its parts, encrypted or not. */
export interface Pkcs12 {
  /** undefined in a file without check. */
  readonly mac?: Pkcs12Mac;
  /** The bytes that the check covers. */
  readonly content: Uint8Array;
  readonly safes: readonly Encrypted[];
}

/** `encryption` is undefined for what is not encrypted. */
export interface Encrypted {
  readonly encryption?: KeyEncryption;
  readonly bytes: Uint8Array;
}

export type Bag = {
  /** For people; undefined where none was given. */
  readonly friendlyName?: string;
  /** Ties a key to its certificate. */
  readonly localKeyId?: Uint8Array;
} & (
  | { readonly kind: 'certificate'; readonly der: Uint8Array }
  /** PKCS#8, encrypted or not. Unencrypted: wipe it. */
  | { readonly kind: 'key'; readonly key: Encrypted }
);

const title = 'PKCS#12';
const DATA = '1.2.840.113549.1.7.1';
const ENCRYPTED_DATA = '1.2.840.113549.1.7.6';
const KEY_BAG = '1.2.840.113549.1.12.10.1.1';
const SHROUDED_KEY_BAG = '1.2.840.113549.1.12.10.1.2';
const CERTIFICATE_BAG = '1.2.840.113549.1.12.10.1.3';
const SAFE_CONTENTS_BAG = '1.2.840.113549.1.12.10.1.6';
const X509 = '1.2.840.113549.1.9.22.1';
const FRIENDLY_NAME = '1.2.840.113549.1.9.20';
const LOCAL_KEY_ID = '1.2.840.113549.1.9.21';
const MOST_BAGS = 256;

/** Whether a file begins like PKCS#12: a sequence with version 3. */
export function looksLikePkcs12(file: Uint8Array): boolean {
  const at = file[1] === 0x80 ? 2 : file[1] !== undefined && file[1] > 0x80 ? 2 + (file[1] & 0x7f) : 2;
  return file[0] === 0x30 && file[at] === 0x02 && file[at + 1] === 0x01 && file[at + 2] === 0x03;
}

/** Throws SyntaxError when malformed, Refusal key-file-encryption-unsupported. */
export function readPkcs12(file: Uint8Array): Pkcs12 {
  const pfx = DerElements.of(definite(file), title);
  if (readInteger(pfx.take(0x02)) !== 3) throw new SyntaxError('PKCS#12: another version');
  const authSafe = pfx.enter();
  const kind = authSafe.oid();
  // signed by a public key instead: nobody writes that
  if (kind !== DATA) refuseEncryption(kind);
  const content = authSafe.enter(0xa0).take(0x04);
  const mac = pfx.has() ? readMac(pfx.enter()) : undefined;
  const safes: Encrypted[] = [];
  for (const list = DerElements.of(definite(content), title); list.has(); ) safes.push(readSafe(list.enter()));
  return { ...(mac && { mac }), content, safes };
}

function readMac(data: DerElements): Pkcs12Mac {
  const info = data.enter();
  const oid = info.enter().oid();
  const hash = hashes[oid] ?? refuseEncryption(oid);
  const digest = Uint8Array.from(info.take(0x04));
  const salt = readSalt(data.take(0x04));
  const iterations = data.optional(0x02);
  return { hash, digest, salt, iterations: iterations ? readIterations(iterations, 'PKCS12') : 1 };
}

function readSafe(info: DerElements): Encrypted {
  const kind = info.oid();
  if (kind === DATA) return { bytes: info.enter(0xa0).take(0x04) };
  if (kind !== ENCRYPTED_DATA) refuseEncryption(kind);
  const data = info.enter(0xa0).enter();
  data.take(0x02);
  const content = data.enter();
  content.take(0x06);
  const encryption = readKeyEncryption(content.enter());
  return { encryption, bytes: readCiphertext(content) };
}

/** [0] IMPLICIT OCTET STRING, whole or, constructed, in pieces. */
function readCiphertext(content: DerElements): Uint8Array {
  const { tag, value } = content.any();
  if (tag === 0x80) return value;
  if (tag !== 0xa0) throw new SyntaxError('PKCS#12: malformed');
  return readTlv(definite(encodeTlv(0x24, value))).value;
}

/** What is in a part once it is decrypted; revoked lists and secrets of other kinds are left out. Copies nothing that is not encrypted twice but keys: wipe those. */
export function readBags(safe: Uint8Array): Bag[] {
  const whole = definite(safe);
  try {
    const bags: Bag[] = [];
    collect(DerElements.of(whole, title), bags, 0);
    return bags;
  } finally {
    whole.fill(0);
  }
}

function collect(list: DerElements, bags: Bag[], depth: number): void {
  while (list.has()) {
    if (bags.length >= MOST_BAGS || depth > 8) throw new SyntaxError('PKCS#12: too much in it');
    const bag = list.enter();
    const kind = bag.oid();
    const value = bag.take(0xa0);
    const attributes = bag.has() ? readAttributes(bag.enter(0x31)) : {};
    if (kind === SAFE_CONTENTS_BAG) collect(DerElements.of(value, title), bags, depth + 1);
    else if (kind === KEY_BAG) bags.push({ kind: 'key', key: { bytes: unmovedCopy(value) }, ...attributes });
    else if (kind === SHROUDED_KEY_BAG) bags.push({ kind: 'key', key: readEncryptedKey(value), ...attributes });
    else if (kind === CERTIFICATE_BAG) {
      const certificate = DerElements.of(value, title);
      if (certificate.oid() !== X509) continue;
      bags.push({ kind: 'certificate', der: Uint8Array.from(certificate.enter(0xa0).take(0x04)), ...attributes });
    }
  }
}

/** EncryptedPrivateKeyInfo (RFC 5958 3), also as a file of its own. */
export function readEncryptedKey(der: Uint8Array): Encrypted {
  const info = DerElements.of(der, title);
  return { encryption: readKeyEncryption(info.enter()), bytes: Uint8Array.from(info.take(0x04)) };
}

function readAttributes(set: DerElements): Pick<Bag, 'friendlyName' | 'localKeyId'> {
  let found: Pick<Bag, 'friendlyName' | 'localKeyId'> = {};
  while (set.has()) {
    const attribute = set.enter();
    const oid = attribute.oid();
    const values = attribute.enter(0x31);
    if (!values.has()) continue;
    const value = values.any();
    if (oid === FRIENDLY_NAME) found = { ...found, friendlyName: visible(readText(value)).slice(0, 200) };
    if (oid === LOCAL_KEY_ID) found = { ...found, localKeyId: Uint8Array.from(value.value) };
  }
  return found;
}
