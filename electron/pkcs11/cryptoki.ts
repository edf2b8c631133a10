/** Numbers of PKCS#11 2.40 and 3.0 (pkcs11t.h) that we use. */

export const CKO = { data: 0, certificate: 1, 'public-key': 2, 'private-key': 3, 'secret-key': 4 } as const;
export const CKK = { RSA: 0x00, EC: 0x03, GENERIC: 0x10, DES3: 0x15, AES: 0x1f } as const;

export const CKA = {
  CLASS: 0x000,
  TOKEN: 0x001,
  PRIVATE: 0x002,
  LABEL: 0x003,
  APPLICATION: 0x010,
  VALUE: 0x011,
  KEY_TYPE: 0x100,
  ID: 0x102,
  SENSITIVE: 0x103,
  ENCRYPT: 0x104,
  DECRYPT: 0x105,
  WRAP: 0x106,
  UNWRAP: 0x107,
  SIGN: 0x108,
  VERIFY: 0x10a,
  DERIVE: 0x10c,
  MODULUS: 0x120,
  MODULUS_BITS: 0x121,
  PUBLIC_EXPONENT: 0x122,
  VALUE_LEN: 0x161,
  EXTRACTABLE: 0x162,
  LOCAL: 0x163,
  NEVER_EXTRACTABLE: 0x164,
  ALWAYS_SENSITIVE: 0x165,
  MODIFIABLE: 0x170,
  EC_PARAMS: 0x180,
  EC_POINT: 0x181,
  ALWAYS_AUTHENTICATE: 0x202,
  /** CardContact's own, from sc-hsm-pkcs11.h of its module: 4 bytes big endian, and algorithm identifiers. It has none for the key domain. */
  CARDCONTACT_KEY_USE_COUNTER: 0x80000104,
  CARDCONTACT_ALGORITHM_LIST: 0x80000105,
} as const;

export const CKM = {
  RSA_PKCS_KEY_PAIR_GEN: 0x0000,
  RSA_PKCS: 0x0001,
  RSA_X_509: 0x0003,
  RSA_PKCS_OAEP: 0x0009,
  RSA_PKCS_PSS: 0x000d,
  SHA256_RSA_PKCS: 0x0040,
  SHA384_RSA_PKCS: 0x0041,
  SHA512_RSA_PKCS: 0x0042,
  SHA256_RSA_PKCS_PSS: 0x0043,
  SHA384_RSA_PKCS_PSS: 0x0044,
  SHA512_RSA_PKCS_PSS: 0x0045,
  SHA_1: 0x0220,
  SHA256: 0x0250,
  SHA384: 0x0260,
  SHA512: 0x0270,
  EC_KEY_PAIR_GEN: 0x1040,
  ECDSA: 0x1041,
  ECDSA_SHA1: 0x1042,
  ECDSA_SHA256: 0x1044,
  ECDSA_SHA384: 0x1045,
  ECDSA_SHA512: 0x1046,
  ECDH1_DERIVE: 0x1050,
  AES_KEY_GEN: 0x1080,
  AES_ECB: 0x1081,
  AES_CBC: 0x1082,
  AES_CBC_PAD: 0x1085,
  AES_GCM: 0x1087,
  AES_CMAC: 0x108a,
} as const;

/** Mask generation functions with the hash of the same name. */
export const CKG_MGF1 = { SHA_1: 1, SHA256: 2, SHA384: 3, SHA512: 4 } as const;

export const CKU = { so: 0, user: 1 } as const;

export const CKF = {
  SLOT_TOKEN_PRESENT: 0x1,
  SLOT_REMOVABLE: 0x2,
  SESSION_RW: 0x2,
  SESSION_SERIAL: 0x4,
  TOKEN_LOGIN_REQUIRED: 0x4,
  TOKEN_USER_PIN_INITIALIZED: 0x8,
  TOKEN_PROTECTED_AUTHENTICATION_PATH: 0x100,
  TOKEN_INITIALIZED: 0x400,
  TOKEN_USER_PIN_COUNT_LOW: 0x10000,
  TOKEN_USER_PIN_FINAL_TRY: 0x20000,
  TOKEN_USER_PIN_LOCKED: 0x40000,
  TOKEN_SO_PIN_FINAL_TRY: 0x200000,
  TOKEN_SO_PIN_LOCKED: 0x400000,
} as const;

/** Further mechanisms that modules for the SmartCard-HSM list: named for people, not used by us. */
const furtherMechanisms = {
  SHA1_RSA_PKCS: 0x0006,
  RIPEMD160_RSA_PKCS: 0x0008,
  SHA1_RSA_PKCS_PSS: 0x000e,
  MD5_RSA_PKCS: 0x0005,
  SHA224_RSA_PKCS: 0x0046,
  SHA224_RSA_PKCS_PSS: 0x0047,
  MD5: 0x0210,
  RIPEMD160: 0x0240,
  SHA224: 0x0255,
  GENERIC_SECRET_KEY_GEN: 0x0350,
  ECDSA_SHA224: 0x1043,
  ECDH1_COFACTOR_DERIVE: 0x1051,
} as const;

const mechanismNames = new Map<number, string>(Object.entries({ ...CKM, ...furtherMechanisms }).map(([name, type]) => [type, name]));

/** Flags of CK_MECHANISM_INFO (pkcs11t.h) in words. */
const mechanismFlags: readonly (readonly [flag: number, words: string])[] = [
  [0x100, 'encrypt'],
  [0x200, 'decrypt'],
  [0x400, 'digest'],
  [0x800, 'sign'],
  [0x2000, 'verify'],
  [0x8000, 'generate a key'],
  [0x10000, 'generate a key pair'],
  [0x20000, 'wrap'],
  [0x40000, 'unwrap'],
  [0x80000, 'derive'],
];

export const mechanismUses = (flags: number): string[] => mechanismFlags.flatMap(([flag, words]) => (flags & flag ? [words] : []));

/** `CKM_AES_CBC`; a mechanism we have no name for by its number, such as `CKM 0x00000220`. */
export function mechanismName(type: number): string {
  const name = mechanismNames.get(type);
  return name ? `CKM_${name}` : `CKM 0x${type.toString(16).padStart(8, '0')}`;
}
