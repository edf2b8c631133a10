import { t } from './language/text.ts';

/** What the subject of a certificate request may consist of (RFC 5280 4.1.2.4 and appendix A.1, RFC 4519). */
export interface SubjectField {
  readonly label: string;
  readonly oid: string;
  /** How it is written: UTF8String, PrintableString (letters, digits and '()+,-./:=? space) or IA5String (ASCII). */
  readonly text: 'utf8' | 'printable' | 'ia5';
  /** Upper bound of RFC 5280, in characters. */
  readonly maximum: number;
}

export const subjectFields = {
  CN: { label: t('Common name'), oid: '2.5.4.3', text: 'utf8', maximum: 64 },
  O: { label: t('Organization'), oid: '2.5.4.10', text: 'utf8', maximum: 64 },
  OU: { label: t('Organizational unit'), oid: '2.5.4.11', text: 'utf8', maximum: 64 },
  L: { label: t('Locality'), oid: '2.5.4.7', text: 'utf8', maximum: 128 },
  ST: { label: t('State or province'), oid: '2.5.4.8', text: 'utf8', maximum: 128 },
  street: { label: t('Street'), oid: '2.5.4.9', text: 'utf8', maximum: 128 },
  C: { label: t('Country'), oid: '2.5.4.6', text: 'printable', maximum: 2 },
  title: { label: t('Title'), oid: '2.5.4.12', text: 'utf8', maximum: 64 },
  GN: { label: t('Given name'), oid: '2.5.4.42', text: 'utf8', maximum: 64 },
  SN: { label: t('Surname'), oid: '2.5.4.4', text: 'utf8', maximum: 64 },
  serialNumber: { label: t('Serial number'), oid: '2.5.4.5', text: 'printable', maximum: 64 },
  emailAddress: { label: t('E-mail address'), oid: '1.2.840.113549.1.9.1', text: 'ia5', maximum: 255 },
  UID: { label: t('User ID'), oid: '0.9.2342.19200300.100.1.1', text: 'utf8', maximum: 256 },
  DC: { label: t('Domain component'), oid: '0.9.2342.19200300.100.1.25', text: 'ia5', maximum: 63 },
} as const satisfies Record<string, SubjectField>;

export type SubjectType = keyof typeof subjectFields;
/** One part of the subject; the order of the list is the order in the request. */
export interface SubjectPart {
  readonly type: SubjectType;
  readonly value: string;
}

export const nameKinds = ['DNS', 'IP', 'email', 'URI'] as const;
export interface AlternativeName {
  readonly kind: (typeof nameKinds)[number];
  readonly value: string;
}

/** In the order of their bits (RFC 5280 4.2.1.3). */
export const keyUsages = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
] as const;
export type KeyUsage = (typeof keyUsages)[number];

/** RFC 5280 4.2.1.12, and smart card logon of Windows. */
export const extendedKeyUsages = {
  serverAuth: '1.3.6.1.5.5.7.3.1',
  clientAuth: '1.3.6.1.5.5.7.3.2',
  codeSigning: '1.3.6.1.5.5.7.3.3',
  emailProtection: '1.3.6.1.5.5.7.3.4',
  timeStamping: '1.3.6.1.5.5.7.3.8',
  OCSPSigning: '1.3.6.1.5.5.7.3.9',
  smartcardLogon: '1.3.6.1.4.1.311.20.2.2',
} as const;
export type ExtendedKeyUsage = keyof typeof extendedKeyUsages;

/** What a certification request asks for (RFC 2986): all that a person decides about it. */
export interface RequestContent {
  readonly subject: readonly SubjectPart[];
  readonly names: readonly AlternativeName[];
  readonly keyUsage: readonly KeyUsage[];
  readonly extendedKeyUsage: readonly ExtendedKeyUsage[];
  /** Asks for a certificate that may issue others (basic constraints, RFC 5280 4.2.1.9). */
  readonly isCa?: boolean | undefined;
}

/** The subject as one line, in its own order, written so that no value can look like two parts (RFC 4514 2.4). */
export function subjectLine(parts: readonly SubjectPart[]): string {
  return parts.map(({ type, value }) => `${type}=${value.replace(/[,+"\\<>;=]/g, '\\$&')}`).join(', ');
}
