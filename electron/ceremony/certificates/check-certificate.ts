import { equal } from '../../../shared/bytes.ts';
import { type Failure, Refusal, refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { PublicKey } from '../../card/public-keys.ts';
import type { Certificate } from '../../codec/certificate.ts';
import { isSameKey } from '../../codec/public-key-info.ts';
import { verifySignature } from '../../crypto/verify-signature.ts';
import { publicKeyInfo, verifyingKey } from './public-key.ts';

/** Chains in practice have at most five. */
const LONGEST_CHAIN = 10;
const KEY_CERT_SIGN = 5;

/** Throws Refusal certificate-other-key unless the certificate is for this key. */
export function checkCertificateForKey(certificate: Certificate, key: PublicKey): void {
  const { publicKey, subject } = certificate;
  if (!publicKey || !isSameKey(publicKey, publicKeyInfo(key))) refuse('certificate-other-key', { subject });
}

export interface JudgedChain {
  /** The certificate first, then its issuers as far as they were found. */
  readonly chain: readonly Certificate[];
  /** It ends at a self-signed one of the given issuers. */
  readonly isComplete: boolean;
  /** What speaks against it, in the order from the certificate upwards. */
  readonly findings: readonly Failure[];
}

/**
 * The chain of a certificate up to one of `issuers` that is self-signed, and all that is to be said against it. Each given one
 * counts as trusted only because the person chose it. A self-signed certificate is its own chain when it is itself among the
 * issuers. Names are compared byte by byte. Findings: certificate-expired, -not-yet-valid, -extension-unknown, and at most one
 * of those that end the chain: -self-signed, -issuer-missing, -wrong-issuer, -issuer-not-ca, -path-too-long, -algorithm-unsupported.
 */
export function judgeChain(certificate: Certificate, issuers: readonly Certificate[], now = new Date()): JudgedChain {
  const chain = [certificate];
  const findings: Failure[] = [];
  const noted = (check: () => void): boolean => {
    try {
      check();
      return true;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      findings.push(error.failure);
      return false;
    }
  };
  let isComplete = false;
  const climb = () => {
    const current = chain.at(-1) as Certificate;
    if (equal(current.subjectName, current.issuerName) && isSignedBy(current, current)) {
      if (!issuers.some(({ der }) => equal(der, current.der))) refuse('certificate-self-signed', { subject: current.subject });
      isComplete = true;
      return;
    }
    const issuer = issuerOf(current, issuers, now);
    // how many issuers, the self-issued ones aside, stand below this one (RFC 5280 4.2.1.9)
    const between = chain.slice(1).filter(({ subjectName, issuerName }) => !equal(subjectName, issuerName)).length;
    if ((issuer.pathLength ?? LONGEST_CHAIN) < between || chain.length >= LONGEST_CHAIN)
      refuse('certificate-path-too-long', { subject: issuer.subject });
    chain.push(issuer);
  };
  for (let goesOn = true; goesOn && !isComplete; ) {
    const current = chain.at(-1) as Certificate;
    noted(() => checkDates(current, now));
    noted(() => checkExtensions(current));
    goesOn = noted(climb);
  }
  return { chain, isComplete, findings };
}

/** The whole chain, where nothing is to be said against it; throws the first finding of `judgeChain` as a Refusal otherwise. */
export function checkChain(certificate: Certificate, issuers: readonly Certificate[], now = new Date()): readonly Certificate[] {
  const { chain, findings } = judgeChain(certificate, issuers, now);
  if (findings[0]) throw new Refusal(findings[0]);
  return chain;
}

function checkDates({ subject, notBefore, notAfter }: Certificate, now: Date): void {
  if (now < notBefore) refuse('certificate-not-yet-valid', { subject, date: dayOf(notBefore) });
  if (now > notAfter) refuse('certificate-expired', { subject, date: dayOf(notAfter) });
}

function checkExtensions({ subject, criticalUnknown: [extension] }: Certificate): void {
  if (extension !== undefined) refuse('certificate-extension-unknown', { subject, extension });
}

/** The issuer whose key made the signature: several may have the same name, after a renewal. */
function issuerOf(certificate: Certificate, issuers: readonly Certificate[], now: Date): Certificate {
  const { subject, issuer } = certificate;
  const named = issuers.filter(({ subjectName }) => equal(subjectName, certificate.issuerName));
  if (named.length === 0) refuse('certificate-issuer-missing', { subject, issuer });
  const signers = named.filter((candidate) => isSignedBy(certificate, candidate));
  if (signers.length === 0) refuse('certificate-wrong-issuer', { subject, issuer });
  const able = signers.filter(mayIssue);
  const current = able.find(({ notBefore, notAfter }) => notBefore <= now && now <= notAfter);
  return current ?? able[0] ?? refuse('certificate-issuer-not-ca', { subject, issuer });
}

function mayIssue({ isCa, keyUsage }: Certificate): boolean {
  return isCa && (keyUsage === undefined || keyUsage[KEY_CERT_SIGN] === true);
}

function isSignedBy(certificate: Certificate, issuer: Certificate): boolean {
  const { subject, signatureAlgorithm, signedPart, signature } = certificate;
  if (signatureAlgorithm.kind === 'other')
    refuse('certificate-algorithm-unsupported', { subject, algorithm: signatureAlgorithm.algorithm });
  const key = issuer.publicKey && verifyingKey(issuer.publicKey);
  if (!key) refuse('certificate-algorithm-unsupported', { subject, algorithm: t('a key of the issuer that is not known') });
  return verifySignature(signatureAlgorithm, key, signedPart, signature);
}

const dayOf = (time: Date) => time.toISOString().slice(0, 10);
