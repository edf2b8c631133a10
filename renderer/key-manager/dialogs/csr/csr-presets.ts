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
    name: 'Leave it to the issuer',
    meaning: 'The request says nothing about it; most issuers decide by themselves anyway.',
  },
  { value: 'tls-server', name: 'TLS server', meaning: 'A web site or another service that proves its name.' },
  { value: 'tls-client', name: 'TLS client', meaning: 'A person or machine that logs in with a certificate.' },
  { value: 'code-signing', name: 'Code signing', meaning: 'Programs and updates.' },
  { value: 'authority', name: 'Certification authority', meaning: 'A key that itself issues certificates and revocation lists.' },
  { value: 'custom', name: 'Custom', meaning: 'Tick each use yourself.' },
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
  { value: 'digitalSignature', meaning: 'Sign data, log in, TLS.' },
  { value: 'nonRepudiation', meaning: 'Sign documents that bind the signer.' },
  { value: 'keyEncipherment', meaning: 'Decrypt keys that others have encrypted; RSA only.' },
  { value: 'dataEncipherment', meaning: 'Decrypt data directly; rarely right.' },
  { value: 'keyAgreement', meaning: 'Agree on a secret; EC only.' },
  { value: 'keyCertSign', meaning: 'Issue certificates. Only for an authority.' },
  { value: 'cRLSign', meaning: 'Sign revocation lists. Only for an authority.' },
];

export const purposeChoices: readonly { readonly value: ExtendedKeyUsage; readonly meaning: string }[] = [
  { value: 'serverAuth', meaning: 'TLS server.' },
  { value: 'clientAuth', meaning: 'TLS client.' },
  { value: 'codeSigning', meaning: 'Programs and updates.' },
  { value: 'emailProtection', meaning: 'Signed and encrypted e-mail.' },
  { value: 'timeStamping', meaning: 'Time stamps.' },
  { value: 'OCSPSigning', meaning: 'Answers about revoked certificates.' },
  { value: 'smartcardLogon', meaning: 'Log in to Windows with a smart card.' },
];
