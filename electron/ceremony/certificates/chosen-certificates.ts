import { refuse } from '../../../shared/failure.ts';
import type { Certificate } from '../../codec/certificate.ts';
import { certificateSha256 } from '../../codec/certificate-summary.ts';

/** More than the chains of all keys of a room. */
const MOST = 512;

/** Certificates from files that the person has chosen. The window and the transcript name them by their SHA-256 only. */
export class ChosenCertificates {
  readonly #bySha256 = new Map<string, Certificate>();

  /** Gives their SHA-256, in the same order. */
  keep(certificates: readonly Certificate[]): string[] {
    return certificates.map((certificate) => {
      const sha256 = certificateSha256(certificate);
      this.#bySha256.delete(sha256);
      this.#bySha256.set(sha256, certificate);
      for (const oldest of this.#bySha256.keys()) {
        if (this.#bySha256.size <= MOST) break;
        this.#bySha256.delete(oldest);
      }
      return sha256;
    });
  }

  /** Refusal certificate-not-chosen. */
  get(sha256: string): Certificate {
    return this.#bySha256.get(sha256) ?? refuse('certificate-not-chosen');
  }
}
