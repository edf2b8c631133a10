import type { ObjectFile } from '../numbers.ts';
import type { CertificateSummary } from './certificates.ts';

/**
 * Certificates without a key and data on a device. What the card lists costs nothing more; what is in them is read when
 * the node is opened.
 */
export type StoredObjects =
  /** File identifiers of certificates, data and their descriptions; some cards list the descriptions only. */
  | { readonly kind: 'listed'; readonly files: readonly number[] }
  | { readonly kind: 'read'; readonly files: readonly number[]; readonly all: readonly StoredObject[] };

export type StoredKind = 'certificate' | 'data' | 'confidential';

export interface StoredObject {
  /** The file of its content, or of its description where there is no content. */
  readonly file: ObjectFile;
  /** The file of its description, where it has one. */
  readonly description?: ObjectFile;
  readonly kind: StoredKind;
  /** Empty where it has none. */
  readonly label: string;
  /** An object needs both its content and the description by which other software finds it. */
  readonly state: 'whole' | 'no description' | 'no content';
  /** Bytes of content; undefined where there is none or the card does not tell. */
  readonly size?: number;
  /** CKA_APPLICATION of data. */
  readonly application?: string;
  /** undefined for data, and for a certificate that is no X.509. */
  readonly certificate?: CertificateSummary;
  /** The beginning of public data; confidential data is never shown. */
  readonly preview?: DataPreview;
}

export interface DataPreview {
  readonly kind: 'text' | 'hex';
  readonly beginning: string;
  readonly isWhole: boolean;
}
