import type { Kcv, KeyId } from '../numbers.ts';
import type { CertificateSummary } from './certificates.ts';
import type { KeyDetails, KeyType } from './snapshot.ts';

/** Files that were looked at, without a PIN and without a device. */
export interface Inspection {
  /** Of the folder, or of the single file. */
  readonly place: string;
  readonly practice: boolean;
  /** ISO 8601 with zone. */
  readonly at: string;
  /** Wrapped keys by check value, then the rest by name. */
  readonly files: readonly InspectedFile[];
  /** Files of the folder that were too many to be looked at. */
  readonly notLookedAt: number;
}

export interface InspectedFile {
  readonly name: string;
  /** Length of the file; undefined where it could not be read. */
  readonly bytes?: number;
  /** 64 hex digits; undefined where the file was not read, or may hold a secret: a hash could confirm a guess. */
  readonly sha256?: string;
  /** It is the sheet of the file that was found: SHA-256 and the rest are those of that file. */
  readonly sheet?: { readonly sheetId: string };
  readonly found: Found;
}

export type Found =
  | { readonly kind: 'wrapped-key'; readonly key: WrappedKeyFacts }
  | { readonly kind: 'share-file' }
  /** A key that is not encrypted under a DKEK, or may be one: not looked into any further. */
  | { readonly kind: 'key-file'; readonly why: string }
  | { readonly kind: 'other'; readonly why: string };

/** What a wrapped key file tells without its DKEK. */
export interface WrappedKeyFacts {
  readonly kcv: Kcv;
  /** undefined where the file has no description. */
  readonly label?: string;
  readonly id?: KeyId;
  readonly type: KeyType;
  /** The list inside; empty: the key has none and may do all that its kind can. */
  readonly capabilities: readonly number[];
  /** Length of the wrapped key alone. */
  readonly blobBytes: number;
  readonly certificate: KeyDetails['certificate'];
  readonly x509?: CertificateSummary;
  /** Card holder reference of the device that vouches in the request, as the file says. */
  readonly vouchedBy?: string;
  readonly publicKeySha256?: string;
  /** Only the wrapped key as a card gives it, without the file around it. */
  readonly isBare: boolean;
}
