import { t } from '../../shared/language/text.ts';
import type { Attestation, AttestationLink, AttestationState } from '../../shared/models/certificates.ts';
import type { IconName } from '../icons.tsx';

interface StateWords {
  readonly icon: IconName;
  readonly mood: 'good' | 'caution' | 'bad' | 'plain';
  /** In the key's panel. */
  readonly short: string;
  /** In the attestation's own dialog. */
  readonly long: string;
}

export const attestationWords: Readonly<Record<AttestationState, StateWords>> = {
  proven: {
    icon: 'check',
    mood: 'good',
    short: t('generated in this device, proven up to the root of its maker'),
    long: t(
      'This key was generated in this device. The device signed a request for it when it made it, and the device’s own certificate leads up to a root of its maker.',
    ),
  },
  simulated: {
    icon: 'info',
    mood: 'caution',
    short: t('generated in this simulated device: for rehearsal only'),
    long: t(
      'This key was generated in this device, but the device is a simulated one: its chain ends at the public SIMULATOR root. For a real key it would prove nothing.',
    ),
  },
  'unknown-root': {
    icon: 'warning',
    mood: 'caution',
    short: t('generated in this device, whose root this app does not know'),
    long: t(
      'The device signed a request for this key when it made it. The chain of the device ends at a root that this app does not know: compare the SHA-256 of its issuer with one from its maker.',
    ),
  },
  'broken-chain': {
    icon: 'stop',
    mood: 'bad',
    short: t('not proven: the device’s own certificate chain is broken'),
    long: t('The request fits the device, but the device’s own certificate chain does not hold. Do not rely on this device.'),
  },
  replaced: {
    icon: 'dash',
    mood: 'plain',
    short: t('proof no longer on the device: the certificate took its place'),
    long: t(
      'The device keeps one thing for each key: the request it signed when it made the key, or a certificate. The certificate has taken the place of the request. If the evidence was saved before, it is as good as ever.',
    ),
  },
  'other-device': {
    icon: 'info',
    mood: 'plain',
    short: t('made by another device and brought here'),
    long: t(
      'The request of this key names another device: the key was generated there, exported and imported here. Only the certificate of that device can verify it. Look at the key in that device.',
    ),
  },
  'not-fitting': {
    icon: 'stop',
    mood: 'bad',
    short: t('not proven: the signatures do not fit'),
    long: t('There is a request, but it is malformed or a signature does not fit. It proves nothing.'),
  },
  none: {
    icon: 'dash',
    mood: 'plain',
    short: t('not proven: the key was imported, or its request was deleted'),
    long: t(
      'The device holds no request for this key: it was imported from a file, or the request was deleted. Where it was generated cannot be shown.',
    ),
  },
};

export const proofWords: Readonly<Record<Attestation['keyProof'], string>> = {
  proven: t('yes: it signed a random message just now'),
  differs: t('NO: the key on the device is another one. Do not rely on it'),
  'not logged in': t('not tested: nobody is logged in'),
  'cannot sign': t('not tested: it may not sign, or its public key is not known'),
};

export const linkWords: Readonly<Record<AttestationLink['role'], string>> = {
  root: t('Root'),
  issuer: t('Issuer'),
  device: t('Device'),
  key: t('Key'),
};

/** Names of key usages and purposes as people say them; an unknown purpose is its OID. */
export const usageWords: Readonly<Record<string, string>> = {
  digitalSignature: t('signing and login'),
  nonRepudiation: t('signing documents'),
  keyEncipherment: t('encryption of keys'),
  dataEncipherment: t('encryption of data'),
  keyAgreement: t('key agreement'),
  keyCertSign: t('issuing certificates'),
  cRLSign: t('signing revocation lists'),
  encipherOnly: t('encryption only'),
  decipherOnly: t('decryption only'),
  serverAuth: t('TLS server'),
  clientAuth: t('TLS client'),
  codeSigning: t('code signing'),
  emailProtection: t('e-mail'),
  timeStamping: t('time stamping'),
  OCSPSigning: t('OCSP answers'),
  smartcardLogon: t('smart card logon'),
};

const dayMs = 86_400_000;
const WARN_DAYS = 30;

/** A warning when a certificate is not valid at `now`, or not for long; undefined otherwise. */
export function validityWarning(
  { notBefore, notAfter }: { readonly notBefore: string; readonly notAfter: string },
  now: number,
): string | undefined {
  const left = Date.parse(notAfter) - now;
  if (left < 0) return t('This certificate expired on {day}. Applications reject it.', { day: dayOf(notAfter) });
  if (Date.parse(notBefore) > now)
    return t('This certificate is valid only from {day}. Compare the clock of this workstation.', { day: dayOf(notBefore) });
  const days = Math.floor(left / dayMs);
  if (days > WARN_DAYS) return undefined;
  return t(
    '{days, plural, =0 {This certificate expires today.} one {This certificate expires in # day.} other {This certificate expires in # days.}}',
    { days },
  );
}

export const dayOf = (iso: string): string => iso.slice(0, 10);
