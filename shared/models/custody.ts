/**
 * Who holds what: the register of a ceremony folder, as it is stored and as the Custodians view draws it.
 * Never a password, a share value or a PIN; a share is known by its fingerprint alone.
 */
export interface CustodySnapshot {
  /** Path of the ceremony folder. */
  readonly folder: string;
  readonly register: Register;
  /** What was found when it was opened: a lock that nobody holds any more was taken over. */
  readonly notice?: string;
}

export interface Register {
  readonly format: 'conclave-register-1';
  /** Names the ceremony on sheets: eight Crockford base32 characters, `K7Q2-M5TX`. */
  readonly ceremonyId: string;
  readonly title: string;
  readonly practice: boolean;
  readonly custodians: readonly Custodian[];
  readonly sets: readonly ShareSet[];
  readonly holdings: readonly Holding[];
}

export interface Custodian {
  readonly id: string;
  readonly name: string;
  readonly organisation: string;
}

/** A password or a free-text secret that was split: any `threshold` of `total` parts bring it back. */
export interface ShareSet {
  /** Eight Crockford base32 characters, `K7Q2-M5TX`. */
  readonly setId: string;
  readonly kind: 'password' | 'text';
  readonly threshold: number;
  readonly total: number;
  /** For a password: SHA-256 of the .pbe file that it opens, 64 hex digits. */
  readonly fileSha256?: string;
  /** For a password: check value of the DKEK share in that file. */
  readonly shareKcv?: string;
  /** What it is for, in the operator's words. */
  readonly purpose: string;
  /** ISO 8601 with zone. */
  readonly createdAt: string;
  /** The set that this one replaced when it was re-issued. */
  readonly replaces?: string;
}

export type HoldingKind = 'password-share' | 'text-share' | 'share-file-sheet' | 'wrapped-key-sheet';

/** One sheet or envelope in the hands of one custodian. */
export interface Holding {
  /** The sheet's own ID, as printed on it: `K7Q2-M5TX`. */
  readonly sheetId: string;
  readonly kind: HoldingKind;
  readonly custodianId: string;
  /** For a part of a split: which set, and which part of it (1-based). */
  readonly setId?: string;
  readonly index?: number;
  /** For a part of a split: ten hex digits. */
  readonly fingerprint?: string;
  /** For a sheet of a file: SHA-256 of the file. */
  readonly fileSha256?: string;
  /** Copy k of K of this sheet. */
  readonly copy: number;
  readonly copies: number;
  readonly events: readonly HoldingEvent[];
}

/** Counts as backed up only once it has been read back. */
export type HoldingState = 'created' | 'printed' | 'read back' | 'sealed' | 'drilled' | 'replaced';

export interface HoldingEvent {
  readonly state: HoldingState;
  /** ISO 8601 with zone. */
  readonly at: string;
  /** Number of the tamper-evident bag, for `sealed`. */
  readonly teb?: string;
}
