import { CKG_MGF1, CKM } from './cryptoki.ts';
import type { Mechanism } from './module-binding.ts';
import { layoutHere, type Member, type NativeLayout, offsets, writeUlong } from './native-layout.ts';

export type PkcsHash = 'SHA-1' | 'SHA-256' | 'SHA-384' | 'SHA-512';

/** How to sign, verify, encrypt or decrypt. The names are those of `pkcs11-tool -m`. */
export type MechanismChoice =
  | {
      readonly name:
        | ('RSA-PKCS' | 'RSA-X-509' | 'SHA256-RSA-PKCS' | 'SHA384-RSA-PKCS' | 'SHA512-RSA-PKCS')
        | ('ECDSA' | 'ECDSA-SHA256' | 'ECDSA-SHA384' | 'ECDSA-SHA512')
        | 'AES-CMAC';
    }
  | { readonly name: 'AES-CBC' | 'AES-CBC-PAD' /** 16 bytes. */; readonly iv: Uint8Array }
  /** RSA-PKCS-PSS signs a digest of this hash; SHA*-RSA-PKCS-PSS hashes by itself. The salt is as long as the digest. */
  | { readonly name: 'RSA-PKCS-PSS' | 'RSA-PKCS-PSS-HASHING'; readonly hash: Exclude<PkcsHash, 'SHA-1'> }
  | { readonly name: 'RSA-PKCS-OAEP'; readonly hash: PkcsHash };

const simple = {
  'RSA-PKCS': CKM.RSA_PKCS,
  'RSA-X-509': CKM.RSA_X_509,
  'SHA256-RSA-PKCS': CKM.SHA256_RSA_PKCS,
  'SHA384-RSA-PKCS': CKM.SHA384_RSA_PKCS,
  'SHA512-RSA-PKCS': CKM.SHA512_RSA_PKCS,
  ECDSA: CKM.ECDSA,
  'ECDSA-SHA256': CKM.ECDSA_SHA256,
  'ECDSA-SHA384': CKM.ECDSA_SHA384,
  'ECDSA-SHA512': CKM.ECDSA_SHA512,
  'AES-CMAC': CKM.AES_CMAC,
} as const;

const hashes = {
  'SHA-1': { hash: CKM.SHA_1, mgf: CKG_MGF1.SHA_1, bytes: 20 },
  'SHA-256': { hash: CKM.SHA256, mgf: CKG_MGF1.SHA256, bytes: 32 },
  'SHA-384': { hash: CKM.SHA384, mgf: CKG_MGF1.SHA384, bytes: 48 },
  'SHA-512': { hash: CKM.SHA512, mgf: CKG_MGF1.SHA512, bytes: 64 },
} as const;
const hashingPss = { 'SHA-256': CKM.SHA256_RSA_PKCS_PSS, 'SHA-384': CKM.SHA384_RSA_PKCS_PSS, 'SHA-512': CKM.SHA512_RSA_PKCS_PSS } as const;

/** CKZ_DATA_SPECIFIED: the OAEP label is given, here an empty one. */
const labelGiven = 1;

/** The type and parameter of a choice. Throws RangeError for an IV that is not 16 bytes. */
export function mechanism(choice: MechanismChoice, layout: NativeLayout = layoutHere): Mechanism {
  switch (choice.name) {
    case 'AES-CBC':
    case 'AES-CBC-PAD':
      if (choice.iv.length !== 16) throw new RangeError(`IV: expected 16 bytes, got ${choice.iv.length}`);
      return { type: choice.name === 'AES-CBC' ? CKM.AES_CBC : CKM.AES_CBC_PAD, parameter: choice.iv };
    case 'RSA-PKCS-PSS':
    case 'RSA-PKCS-PSS-HASHING': {
      const { hash, mgf, bytes } = hashes[choice.hash];
      const parameter = structure(layout, ['ulong', 'ulong', 'ulong'], [hash, mgf, bytes]);
      return { type: choice.name === 'RSA-PKCS-PSS' ? CKM.RSA_PKCS_PSS : hashingPss[choice.hash], parameter };
    }
    case 'RSA-PKCS-OAEP': {
      const { hash, mgf } = hashes[choice.hash];
      // hashAlg, mgf, source, pSourceData, ulSourceDataLen
      const parameter = structure(layout, ['ulong', 'ulong', 'ulong', 'pointer', 'ulong'], [hash, mgf, labelGiven]);
      return { type: CKM.RSA_PKCS_OAEP, parameter };
    }
    default:
      return { type: simple[choice.name] };
  }
}

/** A structure whose first members have these values and whose others are zero. */
function structure(layout: NativeLayout, members: readonly Member[], values: readonly number[]): Uint8Array {
  const { at, size } = offsets(layout, members);
  const bytes = new Uint8Array(size);
  for (const [index, value] of values.entries()) writeUlong(layout, bytes, at[index] as number, value);
  return bytes;
}
