import { equal } from '../../../shared/bytes.ts';
import { type Failure, type FailureCode, refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { CertificateChoice, CertificateFinding } from '../../../shared/models/certificates.ts';
import type { KeyReference, Serial } from '../../../shared/numbers.ts';
import type { PublicKey } from '../../card/public-keys.ts';
import { type Certificate, readCertificates } from '../../codec/certificate.ts';
import { summaryOf } from '../../codec/certificate-summary.ts';
import { isSameKey } from '../../codec/public-key-info.ts';
import { readFileBounded } from '../../files/read.ts';
import type { Device } from '../fleet/device.ts';
import type { Workstation } from '../workstation.ts';
import { judgeChain } from './check-certificate.ts';
import type { ChosenCertificates } from './chosen-certificates.ts';
import { type KeyPair, ownerOf, readKeyPair } from './key-pair.ts';
import { publicKeyInfo, verifyingKey } from './public-key.ts';

const kinds = [{ name: t('Certificates'), extensions: ['pem', 'crt', 'cer', 'der', 'p7b', 'p7c'] }];
/** More than any chain has; a file that is no certificate is not read to its end. */
const LARGEST_FILE = 512 * 1024;

/** Signatures and permissions that do not fit are no matter of opinion; all else an expert may decide. */
const errors: readonly FailureCode[] = ['certificate-wrong-issuer', 'certificate-issuer-not-ca', 'certificate-path-too-long'];

export interface ChoiceOrder {
  readonly serial: Serial;
  readonly reference: KeyReference;
  /** What was chosen before, as `CertificateChoice` gave it. */
  readonly known: readonly string[];
}

/**
 * Asks for a file, finds the key's certificate in it and judges its chain; with `known`, adds the file's certificates as
 * issuers. Writes nothing. Refusal certificate-malformed, -other-key, -none-for-key, file-….
 */
export async function chooseCertificate(
  { fleet, person }: Workstation,
  chosen: ChosenCertificates,
  order: ChoiceOrder,
): Promise<CertificateChoice> {
  const { serial, reference, known } = order;
  const title = known.length > 0 ? t('Choose certificates of issuers') : t('Choose the certificate');
  const path = await person.openFile(title, kinds);
  const found = await readCertificateFile(path);
  return await fleet.run(serial, t('Choose Certificate'), async (device) => {
    const pair = await readKeyPair(device, reference);
    const before = known.map((sha256) => chosen.get(sha256));
    const certificate = before[0] ?? (await ownOf(device, pair, found));
    return choiceOf(pair, chosen, [certificate, ...before, ...found]);
  });
}

/** A private key may lie in the same file: its bytes are wiped, the certificates are copies. */
async function readCertificateFile(path: string): Promise<Certificate[]> {
  const { bytes } = await readFileBounded(path, LARGEST_FILE);
  try {
    return readCertificates(bytes);
  } finally {
    bytes.fill(0);
  }
}

export function weightOf({ code }: Failure): CertificateFinding['weight'] {
  return errors.includes(code) ? 'error' : 'judgement';
}

/** Refusal certificate-other-key where the device tells another public key. */
export async function assertForKey(device: Device, { key, publicKey }: KeyPair, certificate: Certificate): Promise<void> {
  if (!publicKey || isFor(publicKey, certificate)) return;
  refuse('certificate-other-key', { subject: certificate.subject, owner: await ownerOfCertificate(device, certificate, key.reference) });
}

function choiceOf(pair: KeyPair, chosen: ChosenCertificates, all: readonly Certificate[]): CertificateChoice {
  const certificates = all.filter((one, index) => all.findIndex((other) => equal(one.der, other.der)) === index);
  const [certificate, ...issuers] = certificates as [Certificate, ...Certificate[]];
  const { chain, isComplete, findings } = judgeChain(certificate, issuers);
  return {
    certificates: chosen.keep(certificates),
    certificate: summaryOf(certificate),
    issuers: chain.slice(1).map(summaryOf),
    isComplete,
    findings: findings.map(findingOf),
    isThere: pair.content !== undefined && equal(pair.content.subarray(0, certificate.der.length), certificate.der),
  };
}

export function findingOf(finding: Failure): CertificateFinding {
  const { code, what, meaning, next } = finding;
  return { code, what, meaning, next, weight: weightOf(finding) };
}

/** The key's own among those of a file: the one that is valid longest. Where the device tells no public key, the first that is no issuer. */
async function ownOf(device: Device, { key, publicKey }: KeyPair, found: readonly Certificate[]): Promise<Certificate> {
  if (!publicKey) return found.find(({ isCa }) => !isCa) ?? (found[0] as Certificate);
  const fitting = found.filter((certificate) => isFor(publicKey, certificate));
  const [own] = fitting.sort((a, b) => b.notAfter.getTime() - a.notAfter.getTime());
  if (own) return own;
  const owners: string[] = [];
  for (const certificate of found) {
    const owner = await ownerOfCertificate(device, certificate, key.reference);
    if (owner !== undefined) owners.push(owner);
  }
  const [owner] = owners;
  const [only] = found;
  if (found.length === 1 && only) return refuse('certificate-other-key', { subject: only.subject, owner });
  return refuse('certificate-none-for-key', { count: found.length, owner });
}

function isFor(publicKey: PublicKey, certificate: Certificate): boolean {
  return certificate.publicKey !== undefined && isSameKey(certificate.publicKey, publicKeyInfo(publicKey));
}

async function ownerOfCertificate(device: Device, { publicKey }: Certificate, except: KeyReference): Promise<string | undefined> {
  const key = publicKey && verifyingKey(publicKey);
  return key && (await ownerOf(device, key, except));
}
