import { t } from './language/text.ts';

/**
 * What a key on a SmartCard-HSM may be allowed to do: the one-byte algorithm identifiers of tag 91 in the
 * GENERATE commands and of P2 in the operations, and how the app explains them.
 */
export interface Capability {
  readonly id: number;
  readonly name: string;
  /** One plain sentence for someone who makes a key for the first time. */
  readonly meaning: string;
}

export const aesCapabilities = [
  { id: 0x10, name: 'CBC_ENC', meaning: t('Encrypt data with this key (AES-CBC).') },
  { id: 0x11, name: 'CBC_DEC', meaning: t('Decrypt data that was encrypted with this key (AES-CBC).') },
  { id: 0x18, name: 'CMAC', meaning: t('Compute a message authentication code with this key (AES-CMAC).') },
  { id: 0x92, name: 'WRAP', meaning: t('Export this key, encrypted under the DKEK, to a backup file or another device.') },
  { id: 0x99, name: 'DERIVE', meaning: t('Derive further keys from this one (SP 800-56C).') },
] as const satisfies readonly Capability[];

export const asymmetricCapabilities = [
  { id: 0x20, name: 'RSA_RAW', meaning: t('RSA signature over a block the host has padded.') },
  { id: 0x21, name: 'RSA_DEC', meaning: t('RSA decryption.') },
  { id: 0x30, name: 'RSA_PKCS1', meaning: t('RSA signature, PKCS#1 v1.5, over a given hash.') },
  { id: 0x33, name: 'RSA_PKCS1_SHA256', meaning: t('RSA signature, PKCS#1 v1.5, with SHA-256.') },
  { id: 0x40, name: 'RSA_PSS', meaning: t('RSA signature, PSS, over a given hash.') },
  { id: 0x43, name: 'RSA_PSS_SHA256', meaning: t('RSA signature, PSS, with SHA-256.') },
  { id: 0x70, name: 'ECDSA', meaning: t('ECDSA signature over a given hash.') },
  { id: 0x73, name: 'ECDSA_SHA256', meaning: t('ECDSA signature with SHA-256.') },
  { id: 0x80, name: 'ECDH', meaning: t('Agree on a shared secret (ECDH).') },
] as const satisfies readonly Capability[];

export const WRAP = 0x92;

const known: readonly Capability[] = [...aesCapabilities, ...asymmetricCapabilities];

/** `CBC_ENC (10)`; an identifier we have no name for is shown by its number alone: `(A0)`. */
export function capabilityName(id: number): string {
  const number = `(${id.toString(16).toUpperCase().padStart(2, '0')})`;
  const name = known.find((capability) => capability.id === id)?.name;
  return name ? `${name} ${number}` : number;
}

export interface AesPreset {
  readonly name: 'webadm' | 'encrypt-only' | 'custom';
  /** undefined: the boxes are left as they are. */
  readonly capabilities?: readonly number[];
}

export const aesPresets: readonly AesPreset[] = [
  { name: 'webadm', capabilities: [0x10, 0x11, 0x92] },
  { name: 'encrypt-only', capabilities: [0x10, 0x11] },
  { name: 'custom' },
];

/** Highest use counter a key can be made with: all ones stands for no counter on some cards. */
export const MOST_USES = 0xfffffffe;

export const aesSizes = [128, 192, 256] as const;
export type AesSize = (typeof aesSizes)[number];

export const rsaSizes = [1024, 1536, 2048, 3072, 4096] as const;
export type RsaSize = (typeof rsaSizes)[number];

export const curveNames = [
  'secp192r1',
  'secp256r1',
  'secp384r1',
  'secp521r1',
  'brainpoolP192r1',
  'brainpoolP224r1',
  'brainpoolP256r1',
  'brainpoolP320r1',
  'brainpoolP384r1',
  'brainpoolP512r1',
  'secp192k1',
  'secp256k1',
] as const;
export type CurveName = (typeof curveNames)[number];
