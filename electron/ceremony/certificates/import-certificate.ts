import { equal } from '../../../shared/bytes.ts';
import { Refusal, refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { ImportedCertificate } from '../../../shared/models/certificates.ts';
import type { KeySnapshot } from '../../../shared/models/snapshot.ts';
import type { KeyReference, Serial } from '../../../shared/numbers.ts';
import { fileOf } from '../../card/files.ts';
import { writeObject } from '../../card/objects.ts';
import type { Certificate } from '../../codec/certificate.ts';
import { summaryOf } from '../../codec/certificate-summary.ts';
import { confirmOnce } from '../confirmation.ts';
import type { Device } from '../fleet/device.ts';
import { nameOf } from '../keys/keys.ts';
import { assertLoggedIn } from '../pins/login.ts';
import type { Workstation } from '../workstation.ts';
import { judgeChain } from './check-certificate.ts';
import { assertForKey, findingOf } from './choose-certificate.ts';
import type { ChosenCertificates } from './chosen-certificates.ts';
import { type KeyPair, readKeyPair } from './key-pair.ts';
import { proveKey } from './prove-key.ts';
import { verifyingKey } from './public-key.ts';
import { certificateIsMissing, certificateIsTorn, restoreCertificate } from './restore-certificate.ts';

export interface ImportOrder {
  readonly serial: Serial;
  readonly reference: KeyReference;
  /** SHA-256: the key's own, then issuers. */
  readonly certificates: readonly string[];
  /** Findings, by their first sentence, that the person goes on with. */
  readonly accepted: readonly string[];
  /** Why; not empty where there are findings. */
  readonly reason: string;
}

const LARGEST = 0xffff;
/** A card's bookkeeping for one file; more than is known of any. */
const OVERHEAD = 64;

/**
 * Writes a key's certificate in the place of what is there, after the key has signed for it, and reads it back. Everything the
 * window says is checked again. Refusal certificate-…, card-full, read-back-differs, pin-not-verified: then what was there before is
 * still there, or is put back at the next login.
 */
export function importCertificate(
  { fleet, person }: Workstation,
  chosen: ChosenCertificates,
  order: ImportOrder,
): Promise<ImportedCertificate> {
  const { serial, reference, accepted, reason } = order;
  return fleet.run(serial, t('Import Certificate'), async (device) => {
    const pair = await readKeyPair(device, reference);
    assertLoggedIn(device);
    const [certificate, ...issuers] = order.certificates.map((sha256) => chosen.get(sha256));
    if (!certificate) return refuse('certificate-not-chosen');
    const { der } = certificate;
    if (der.length > LARGEST) refuse('certificate-too-large', { bytes: der.length, limit: LARGEST });
    await assertForKey(device, pair, certificate);
    const findings = assertAcceptable(certificate, issuers, accepted);
    if (findings.length > 0 && reason.trim() === '') refuse('certificate-reason-missing');
    const { subject, issuer, sha256 } = summaryOf(certificate);
    await confirmOnce(person, device, {
      title: t('Import Certificate'),
      button: t('Import'),
      purpose: t('Writes this certificate for {key}, in the place of what is there.', { key: nameOf(pair.key) }),
      facts: [
        { term: t('Subject'), value: subject },
        { term: t('Issuer'), value: issuer },
        { term: 'SHA-256', value: sha256, code: true },
      ],
      ...(findings.length > 0 ? { warning: findings.map(({ what }) => what).join(' ') } : {}),
    });
    const keyProof = await prove(device, pair, certificate);
    assertRoom(device, pair, der.length);
    await replace(device, pair, der);
    await device.readKey(reference);
    const key = await device.readDetails(reference);
    const summary = summaryOf(certificate);
    if (key?.details?.x509?.sha256 !== summary.sha256) refuse('read-back-differs', { subject: t('the certificate') });
    await device.readFreeMemory();
    return { label: key.label, certificate: summary, bytes: der.length, accepted: findings, reason, keyProof };
  });
}

function assertAcceptable(certificate: Certificate, issuers: readonly Certificate[], accepted: readonly string[]) {
  const { findings } = judgeChain(certificate, issuers);
  for (const finding of findings) {
    const { weight, what } = findingOf(finding);
    if (weight === 'error') throw new Refusal(finding);
    if (!accepted.includes(what)) refuse('certificate-not-accepted', { what });
  }
  return findings.map(findingOf);
}

/** A key whose public half the device does not tell must sign; any other must where it may. */
async function prove(device: Device, { key, publicKey }: KeyPair, certificate: Certificate): Promise<'proven' | 'cannot sign'> {
  const { subject } = certificate;
  const told = certificate.publicKey && verifyingKey(certificate.publicKey);
  if (!told) return refuse('certificate-other-key', { subject });
  const proof = await proveKey(device, key, told);
  if (proof === 'differs') refuse('certificate-other-key', { subject });
  if (proof === 'cannot sign' && !publicKey) refuse('public-key-untold');
  return proof === 'proven' ? 'proven' : 'cannot sign';
}

/** A full device is found before anything is deleted, where it tells its memory. */
function assertRoom({ state }: Device, { content }: KeyPair, bytes: number): void {
  const { freeMemoryBytes } = state;
  const more = bytes - (content?.length ?? 0);
  if (freeMemoryBytes !== undefined && more > 0 && more + (content ? 0 : OVERHEAD) > freeMemoryBytes) refuse('card-full');
}

async function replace(device: Device, { key, content }: KeyPair, der: Uint8Array): Promise<void> {
  const { reference } = key;
  if (content && equal(content, der)) return;
  device.remembered.certificates.set(reference, { wanted: der, before: content });
  device.whenInterrupted(() => certificateIsTorn(nameOf(key)));
  try {
    await writeObject(device.session, fileOf('keyCertificate', reference), der, { present: content !== undefined });
    device.remembered.certificates.delete(reference);
  } catch (error) {
    if (!device.lost && !device.detached) await afterRefusal(device, key);
    throw error;
  }
}

/** The screen must show what is there now, and what is still missing must be said. */
async function afterRefusal(device: Device, key: KeySnapshot): Promise<void> {
  const outcome = await restoreCertificate(device, key.reference);
  if (outcome === 'not put back') device.remembered.notice = certificateIsMissing(nameOf(key));
  await device.readKey(key.reference);
  await device.readDetails(key.reference);
}
