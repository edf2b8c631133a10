import { refuse } from '../../shared/failure.ts';
import { type KeyEncryption, mostIterations, type PbeHash, type Pbes2Cipher, type Pkcs12Cipher } from '../../shared/key-encryption.ts';
import { t } from '../../shared/language/text.ts';
import type { DerElements } from './der-elements.ts';
import { readInteger } from './tlv.ts';

const title = 'key encryption';
const PBES2 = '1.2.840.113549.1.5.13';
const PBKDF2 = '1.2.840.113549.1.5.12';
const LONGEST_SALT = 1024;

/** RFC 7292 appendix C. */
const pkcs12Ciphers: Readonly<Record<string, Pkcs12Cipher>> = {
  '1.2.840.113549.1.12.1.3': '3des-3',
  '1.2.840.113549.1.12.1.4': '3des-2',
  '1.2.840.113549.1.12.1.5': 'rc2-128',
  '1.2.840.113549.1.12.1.6': 'rc2-40',
};

const pbes2Ciphers: Readonly<Record<string, Pbes2Cipher>> = {
  '2.16.840.1.101.3.4.1.2': 'aes-128-cbc',
  '2.16.840.1.101.3.4.1.22': 'aes-192-cbc',
  '2.16.840.1.101.3.4.1.42': 'aes-256-cbc',
  '1.2.840.113549.3.7': 'des-ede3-cbc',
};

const macHashes: Readonly<Record<string, PbeHash>> = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.8': 'sha224',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
};

/** Names of what is known but not opened, for the words. */
const others: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.12.1.1': t('RC4 of 128 bits'),
  '1.2.840.113549.1.12.1.2': t('RC4 of 40 bits'),
  '1.2.840.113549.1.5.3': t('PBES1 with MD5 and DES'),
  '1.2.840.113549.1.5.10': t('PBES1 with SHA-1 and DES'),
  '1.3.6.1.4.1.11591.4.11': t('the key derivation scrypt'),
  '1.2.840.113549.1.5.14': t('the file check PBMAC1'),
};

export function refuseEncryption(what: string): never {
  return refuse('key-file-encryption-unsupported', { detail: others[what] ?? what });
}

/** The content of an AlgorithmIdentifier. Throws SyntaxError when malformed, Refusal key-file-encryption-unsupported for other schemes. */
export function readKeyEncryption(algorithm: DerElements): KeyEncryption {
  const oid = algorithm.oid();
  if (oid === PBES2) return readPbes2(algorithm.enter());
  const cipher = pkcs12Ciphers[oid] ?? refuseEncryption(oid);
  const parameters = algorithm.enter();
  const salt = readSalt(parameters.take(0x04));
  return { kind: 'PKCS12', cipher, salt, iterations: readIterations(parameters.take(0x02), 'PKCS12') };
}

function readPbes2(parameters: DerElements): KeyEncryption {
  const derivation = parameters.enter();
  const kdf = derivation.oid();
  if (kdf !== PBKDF2) refuseEncryption(kdf);
  const values = derivation.enter();
  const salt = readSalt(values.take(0x04));
  const iterations = readIterations(values.take(0x02), 'PBES2');
  // the key length: it follows from the cipher
  values.optional(0x02);
  const prf = values.has() ? values.enter().oid() : '1.2.840.113549.2.7';
  const hash = macHashes[prf] ?? refuseEncryption(prf);
  const encryption = parameters.enter();
  const cipherOid = encryption.oid();
  const cipher = pbes2Ciphers[cipherOid] ?? refuseEncryption(cipherOid);
  const iv = Uint8Array.from(encryption.take(0x04));
  if (iv.length !== (cipher === 'des-ede3-cbc' ? 8 : 16)) throw new SyntaxError('key encryption: not an IV');
  return { kind: 'PBES2', cipher, iv, salt, iterations, hash };
}

export function readSalt(value: Uint8Array): Uint8Array {
  if (value.length > LONGEST_SALT) throw new SyntaxError(`${title}: the salt is too long`);
  return Uint8Array.from(value);
}

export function readIterations(value: Uint8Array, kind: keyof typeof mostIterations): number {
  const iterations = readInteger(value);
  if (iterations < 1) throw new SyntaxError(`${title}: no iterations`);
  if (iterations > mostIterations[kind]) refuseEncryption(`${iterations} iterations`);
  return iterations;
}
