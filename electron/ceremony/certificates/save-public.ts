import { refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { SavedPublic } from '../../../shared/models/certificates.ts';
import type { KeyReference, Serial } from '../../../shared/numbers.ts';
import { publicKeySha256 } from '../../card/public-keys.ts';
import { encodePem } from '../../codec/pem.ts';
import { encodePublicKeyInfo } from '../../codec/public-key-info.ts';
import { readTlv } from '../../codec/tlv.ts';
import { writeFileSafely } from '../../files/atomic.ts';
import { fileNameOf } from '../file-name.ts';
import type { FileKind } from '../person.ts';
import type { Workstation } from '../workstation.ts';
import { readKeyPair } from './key-pair.ts';
import { publicKeyInfo, publicKeyToPem, publicKeyToSsh } from './public-key.ts';

export type PublicKeyFormat = 'PEM' | 'OpenSSH' | 'DER';

const X509 = 0x30;
const publicKeyKinds: Readonly<Record<PublicKeyFormat, FileKind>> = {
  PEM: { name: t('Public key'), extensions: ['pem'] },
  OpenSSH: { name: t('OpenSSH public key'), extensions: ['pub'] },
  DER: { name: t('Public key'), extensions: ['der'] },
};
const certificateKinds = [{ name: t('Certificate'), extensions: ['pem', 'crt', 'cer', 'der'] }];
const requestKinds = [{ name: t('Card verifiable request'), extensions: ['cvreq'] }];

/** Saves the public half of a key. Refusal public-key-untold, -unknown-curve, -no-ssh, file-…. */
export async function exportPublicKey(
  { fleet, person }: Workstation,
  { serial, reference, format }: { readonly serial: Serial; readonly reference: KeyReference; readonly format: PublicKeyFormat },
): Promise<SavedPublic> {
  const { key, publicKey, bytes } = await fleet.run(serial, t('Export Public Key'), async (device) => {
    const { key, publicKey = refuse('public-key-untold') } = await readKeyPair(device, reference);
    return { key, publicKey, bytes: inFormat[format](publicKey, key.label) };
  });
  const kind = publicKeyKinds[format];
  const name = `${fileNameOf(key.label) || `key ${key.id}`}.${kind.extensions[0]}`;
  const { path, overwrite } = await person.saveFile(t('Save the public key'), name, [kind]);
  const { sha256 } = await writeFileSafely(path, bytes, { overwrite });
  const what = format === 'OpenSSH' ? 'public key as OpenSSH writes it' : (`public key in ${format}` as const);
  return { path, sha256, bytes: bytes.length, label: key.label, what, publicKeySha256: publicKeySha256(publicKey) };
}

type PublicKey = Parameters<typeof publicKeyInfo>[0];

const inFormat: Readonly<Record<PublicKeyFormat, (key: PublicKey, label: string) => Uint8Array>> = {
  PEM: (key) => textBytes(publicKeyToPem(key)),
  OpenSSH: (key, label) => textBytes(publicKeyToSsh(key, label)),
  DER: (key) => encodePublicKeyInfo(publicKeyInfo(key)),
};

/**
 * Saves the certificate or the request of a key as the device holds it; a certificate whose file is named `.pem` in PEM.
 * Refusal certificate-absent, certificate-malformed, file-….
 */
export async function saveCertificate({ fleet, person }: Workstation, serial: Serial, reference: KeyReference): Promise<SavedPublic> {
  const { key, content } = await fleet.run(serial, t('Save Certificate'), async (device) => {
    const { key, content = refuse('certificate-absent') } = await readKeyPair(device, reference);
    return { key, content: wholeElement(content) };
  });
  const isX509 = content[0] === X509;
  const name = fileNameOf(key.label) || `key ${key.id}`;
  const { path, overwrite } = isX509
    ? await person.saveFile(t('Save the certificate'), `${name}.pem`, certificateKinds)
    : await person.saveFile(t('Save the request'), `${name}.cvreq`, requestKinds);
  const asPem = isX509 && /\.pem$/i.test(path);
  const bytes = asPem ? textBytes(encodePem('CERTIFICATE', content)) : content;
  const { sha256 } = await writeFileSafely(path, bytes, { overwrite });
  const what = isX509 ? (asPem ? 'certificate in PEM' : 'certificate in DER') : 'card verifiable request (CVC)';
  return { path, sha256, bytes: bytes.length, label: key.label, what };
}

/** Without the tail of an older, longer content. */
function wholeElement(content: Uint8Array): Uint8Array {
  try {
    return content.slice(0, readTlv(content).end);
  } catch {
    return refuse('certificate-malformed', { detail: t('what the device holds is damaged') });
  }
}

/** PEM is ASCII; the comment of an OpenSSH key may be more. */
function textBytes(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'utf8'));
}
