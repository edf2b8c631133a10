import { createHash } from 'node:crypto';
import { refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { ImportedCertificate, ImportedCertificates } from '../../../shared/models/object-reports.ts';
import type { StoredObject } from '../../../shared/models/stored-object.ts';
import type { Serial } from '../../../shared/numbers.ts';
import { KEY_LABEL_BYTES } from '../../card/labels.ts';
import { type Certificate, readCertificates } from '../../codec/certificate.ts';
import { certificateSha256, summaryOf } from '../../codec/certificate-summary.ts';
import { encodeCertificateDescription } from '../../codec/pkcs15.ts';
import { readFileBounded } from '../../files/read.ts';
import { confirmOnce, fileFacts } from '../confirmation.ts';
import type { Device } from '../fleet/device.ts';
import { assertLoggedIn } from '../pins/login.ts';
import type { Workstation } from '../workstation.ts';
import { storeObject } from './store-object.ts';

const kinds = [{ name: t('Certificate'), extensions: ['pem', 'crt', 'cer', 'der'] }];
const LARGEST_FILE = 1_048_576;
/** More than any chain has; a bundle of all trusted issuers is no chain. */
const MOST_CERTIFICATES = 10;
const ID_BYTES = 20;

/**
 * Stores the certificates of a PEM or DER file that are not on the device yet, each under the name in its subject, without
 * a key. Refusal certificate-malformed, certificates-too-many, certificate-present, object-no-room, pin-not-verified.
 */
export function importCertificate({ fleet, person }: Workstation, serial: Serial): Promise<ImportedCertificates> {
  return fleet.run(serial, t('Import Certificate'), async (device) => {
    assertLoggedIn(device);
    const path = await person.openFile(t('Choose the certificate'), kinds);
    const { bytes, sha256 } = await readFileBounded(path, LARGEST_FILE);
    const certificates = different(readCertificates(bytes));
    if (certificates.length > MOST_CERTIFICATES) refuse('certificates-too-many', { count: certificates.length, limit: MOST_CERTIFICATES });
    const there = await device.readObjects();
    const known = (certificate: Certificate) => there.find((object) => object.certificate?.sha256 === certificateSha256(certificate));
    const present = certificates.flatMap((certificate) => known(certificate)?.label ?? []);
    const missing = certificates.filter((certificate) => !known(certificate));
    if (missing.length === 0) refuse('certificate-present', { label: present.join('", "') });
    await confirmOnce(person, device, {
      title: t('Import Certificate'),
      button: t('Import'),
      purpose: t('Stores these certificates, which belong to no key, on the device.'),
      facts: [...fileFacts(path, sha256), { term: t('Certificates'), value: missing.map(({ subject }) => subject) }],
    });
    return { serial, path, present, imported: await storeAll(device, missing, there) };
  });
}

async function storeAll(
  device: Device,
  certificates: readonly Certificate[],
  there: readonly StoredObject[],
): Promise<ImportedCertificate[]> {
  const labels = there.filter(({ kind }) => kind === 'certificate').map(({ label }) => label);
  const imported: ImportedCertificate[] = [];
  try {
    for (const certificate of certificates) {
      const label = unusedLabel(labelOf(certificate), labels);
      const sofar = { n: imported.length, total: certificates.length };
      const before = imported.length === 0 ? '' : `${t('{n} of {total} certificates are on the device;', sofar)} `;
      const id = sha256(certificate.der).subarray(0, ID_BYTES);
      const record = (file: number) => encodeCertificateDescription({ label, id, file });
      const file = await storeObject(device, { kind: 'certificate', label, bytes: certificate.der, record, before });
      labels.push(label);
      imported.push({ file, label, certificate: summaryOf(certificate) });
    }
  } finally {
    if (imported.length > 0 && !device.lost && !device.detached) await device.readObjects();
  }
  await device.readFreeMemory();
  return imported;
}

/** Each once, in the order of the file. */
function different(certificates: readonly Certificate[]): Certificate[] {
  const bySha256 = new Map(certificates.map((certificate) => [certificateSha256(certificate), certificate]));
  return [...bySha256.values()];
}

/** Common name, else organisation, else the whole subject; cut to what a description holds, without what cannot be seen. */
export function labelOf({ subject }: Pick<Certificate, 'subject'>): string {
  const part = (name: string) => new RegExp(`(?:^|, )${name}=([^=]*?)(?=, [A-Za-z0-9.]+=|$)`).exec(subject)?.[1]?.trim();
  return cut(part('CN') || part('O') || subject, KEY_LABEL_BYTES);
}

/** Names of issuers repeat after a renewal: the second one gets a number. */
function unusedLabel(wanted: string, labels: readonly string[]): string {
  for (let number = 1; ; number++) {
    const suffix = number === 1 ? '' : ` (${number})`;
    const label = cut(wanted, KEY_LABEL_BYTES - suffix.length) + suffix;
    if (!labels.includes(label)) return label;
  }
}

function cut(text: string, bytes: number): string {
  let kept = '';
  for (const character of text) {
    if (Buffer.byteLength(kept + character) > bytes) break;
    kept += character;
  }
  return kept.trim();
}

function sha256(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest();
}
