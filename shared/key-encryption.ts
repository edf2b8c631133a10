/** How a private key in a file is encrypted with a password; codec reads it, crypto opens it. */
export type KeyEncryption =
  /** PBES2 (RFC 8018 6.2) with PBKDF2. */
  | {
      readonly kind: 'PBES2';
      readonly cipher: Pbes2Cipher;
      readonly iv: Uint8Array;
      readonly salt: Uint8Array;
      readonly iterations: number;
      readonly hash: PbeHash;
    }
  /** The older schemes of PKCS#12 (RFC 7292 appendix C). */
  | { readonly kind: 'PKCS12'; readonly cipher: Pkcs12Cipher; readonly salt: Uint8Array; readonly iterations: number };

export type PbeHash = 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512';
export type Pbes2Cipher = 'aes-128-cbc' | 'aes-192-cbc' | 'aes-256-cbc' | 'des-ede3-cbc';
export type Pkcs12Cipher = '3des-3' | '3des-2' | 'rc2-128' | 'rc2-40';

/** The check over a whole PKCS#12 file (RFC 7292 appendix B). */
export interface Pkcs12Mac {
  readonly hash: PbeHash;
  readonly digest: Uint8Array;
  readonly salt: Uint8Array;
  readonly iterations: number;
}

/** Many times what programs write; a file that asks for more would only keep the workstation busy. */
export const mostIterations = { PBES2: 10_000_000, PKCS12: 1_000_000 } as const;
