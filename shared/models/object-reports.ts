import type { ObjectFile, Serial } from '../numbers.ts';
import type { CertificateSummary } from './certificates.ts';

/** What importing certificates answers: each with its label on the device and the facts to compare. */
export interface ImportedCertificates {
  readonly serial: Serial;
  readonly path: string;
  readonly imported: readonly ImportedCertificate[];
  /** Labels of those that were on the device before; they were left alone. */
  readonly present: readonly string[];
}

export interface ImportedCertificate {
  readonly file: ObjectFile;
  readonly label: string;
  readonly certificate: CertificateSummary;
}

export interface ImportedData {
  readonly serial: Serial;
  readonly file: ObjectFile;
  readonly path: string;
  readonly label: string;
  readonly bytes: number;
  /** SHA-256 of the content, 64 hex digits; not told of confidential data, which may be short enough to guess. */
  readonly sha256?: string;
}

export interface ExportedObject {
  readonly path: string;
  readonly label: string;
  readonly bytes: number;
  /** Not told of confidential data. */
  readonly sha256?: string;
  readonly confidential: boolean;
}
