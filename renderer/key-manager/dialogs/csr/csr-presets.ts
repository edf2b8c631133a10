import { t } from '../../../../shared/language/text.ts';
import type { ExtendedKeyUsage, KeyUsage } from '../../../../shared/subject.ts';

export type PresetName = 'issuer' | 'tls-server' | 'tls-client' | 'code-signing' | 'authority' | 'custom';

export interface Usage {
  readonly keyUsage: readonly KeyUsage[];
  readonly extendedKeyUsage: readonly ExtendedKeyUsage[];
  readonly isCa: boolean;
}

export const noUsage: Usage = { keyUsage: [], extendedKeyUsage: [], isCa: false };

export const presets: readonly { readonly value: PresetName; readonly name: string; readonly meaning: string }[] = [
  {
    value: 'issuer',
    name: t('Leave it to the issuer'),
    meaning: t('The request says nothing about it; most issuers decide by themselves anyway.'),
  },
  { value: 'tls-server', name: t('TLS server'), meaning: t('A web site or another service that proves its name.') },
  { value: 'tls-client', name: t('TLS client'), meaning: t('A person or machine that logs in with a certificate.') },
  { value: 'code-signing', name: t('Code signing'), meaning: t('Programs and updates.') },
  { value: 'authority', name: t('Certification authority'), meaning: t('A key that itself issues certificates and revocation lists.') },
  { value: 'custom', name: t('Custom'), meaning: t('Tick each use yourself.') },
];

/** What a preset asks for; TLS with an RSA key may also encrypt the session's key (RFC 5246 7.4.7.1). */
export function usageOf(preset: Exclude<PresetName, 'custom'>, isRsa: boolean): Usage {
  switch (preset) {
    case 'issuer':
      return noUsage;
    case 'tls-server':
      return {
        keyUsage: isRsa ? ['digitalSignature', 'keyEncipherment'] : ['digitalSignature'],
        extendedKeyUsage: ['serverAuth'],
        isCa: false,
      };
    case 'tls-client':
      return { keyUsage: ['digitalSignature'], extendedKeyUsage: ['clientAuth'], isCa: false };
    case 'code-signing':
      return { keyUsage: ['digitalSignature'], extendedKeyUsage: ['codeSigning'], isCa: false };
    case 'authority':
      return { keyUsage: ['keyCertSign', 'cRLSign'], extendedKeyUsage: [], isCa: true };
  }
}

/** The uses a person may tick, each in plain words. */
export const keyUsageChoices: readonly { readonly value: KeyUsage; readonly meaning: string }[] = [
  { value: 'digitalSignature', meaning: t('Sign data, log in, TLS.') },
  { value: 'nonRepudiation', meaning: t('Sign documents that bind the signer.') },
  { value: 'keyEncipherment', meaning: t('Decrypt keys that others have encrypted; RSA only.') },
  { value: 'dataEncipherment', meaning: t('Decrypt data directly; rarely right.') },
  { value: 'keyAgreement', meaning: t('Agree on a secret; EC only.') },
  { value: 'keyCertSign', meaning: t('Issue certificates. Only for an authority.') },
  { value: 'cRLSign', meaning: t('Sign revocation lists. Only for an authority.') },
];

export const purposeChoices: readonly { readonly value: ExtendedKeyUsage; readonly meaning: string }[] = [
  { value: 'serverAuth', meaning: t('TLS server.') },
  { value: 'clientAuth', meaning: t('TLS client.') },
  { value: 'codeSigning', meaning: t('Programs and updates.') },
  { value: 'emailProtection', meaning: t('Signed and encrypted e-mail.') },
  { value: 'timeStamping', meaning: t('Time stamps.') },
  { value: 'OCSPSigning', meaning: t('Answers about revoked certificates.') },
  { value: 'smartcardLogon', meaning: t('Log in to Windows with a smart card.') },
];
