import type { DeviceSnapshot, PinState } from '../../../shared/models/snapshot.ts';
import type { Kcv, KeyReference } from '../../../shared/numbers.ts';
import type { KeyDescription } from '../../codec/pkcs15.ts';

/** What an unfinished operation says after the device has been read afresh: what is there, and what to do. */
export type Settle = (now: DeviceSnapshot) => string;

export interface CertificateChange {
  readonly wanted: Uint8Array;
  /** undefined: there was nothing. */
  readonly before: Uint8Array | undefined;
}

/**
 * What the app knows about a device beyond what the device tells, while it runs: it outlives a pulled card, and is
 * what lets the app explain and finish what was interrupted. No secrets; a share is known by its check value only.
 */
export class Remembered {
  /** Check values of the shares in the DKEK under assembly, by key domain. */
  readonly #shares = new Map<number, Set<Kcv>>();
  /** Descriptions that keys were to get, by reference: the repair of a key that was left without one. */
  readonly descriptions = new Map<KeyReference, KeyDescription>();
  /** Keys that were deleted while their description or certificate may have stayed. */
  readonly leftovers = new Set<KeyReference>();
  /** Descriptions without a key that were on the device when it was read: what a deletion leaves that nobody remembers. */
  readonly orphans = new Set<KeyReference>();
  /** Certificates that were being written, and what stood there before: what a pulled card cuts off is put back. */
  readonly certificates = new Map<KeyReference, CertificateChange>();
  /** Content of certificates and data that was being written: looked for also where the card does not list it. */
  readonly objectFiles = new Set<number>();
  /** The most tries of the User PIN that were ever seen; 0 before any were. */
  mostTries = 0;
  /** The operation that was cut off, until its outcome has been explained. */
  interrupted: { readonly activity: string; readonly settle: Settle } | undefined;
  /** The explanation, shown until the next operation that changes the device is done. */
  notice: string | undefined;
  /** The interrupted operation had changed nothing. */
  noticeIsHarmless = false;

  sharesIn(domain = 0): Set<Kcv> {
    const shares = this.#shares.get(domain) ?? new Set();
    this.#shares.set(domain, shares);
    return shares;
  }

  sawTries(userPin: PinState): void {
    if (userPin.kind === 'not-verified') this.mostTries = Math.max(this.mostTries, userPin.triesLeft);
  }

  /** A device was initialized: nothing of the old is true any more. */
  forget(): void {
    this.#shares.clear();
    this.descriptions.clear();
    this.leftovers.clear();
    this.orphans.clear();
    this.certificates.clear();
    this.objectFiles.clear();
    this.mostTries = 0;
  }
}
