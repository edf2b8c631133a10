import type { Failure } from '../failure.ts';
import type { Kcv, KeyId, KeyReference, Serial } from '../numbers.ts';
import type { KeyDetails, KeyType } from './snapshot.ts';

/** How one step, or one key, stands on one device. */
export interface Mark {
  readonly state: 'waiting' | 'working' | 'good' | 'bad' | 'unknown';
  /** One or two words: they stand in the cell, beside an icon. */
  readonly word: string;
  /** What was compared with what, or why it failed. */
  readonly detail?: string;
}

/** What tells one key from another, without telling the key. */
export interface KeyCheck {
  /**
   * `public-key`: SHA-256 of the public key (RSA: modulus, EC: point), 64 hex digits. `aes-cmac`: the first 8 bytes of the AES-CMAC of 16
   * zero bytes under the key, 16 hex digits.
   */
  readonly kind: 'public-key' | 'aes-cmac';
  readonly digits: string;
}

/** A key on its way to other devices. */
export interface ClonedKey {
  /** The same on every clone: the order of the keys stays what it is on the source. */
  readonly reference: KeyReference;
  readonly label: string;
  readonly id: KeyId;
  readonly type: KeyType;
  /** Position among the AES keys, from 0; undefined for other kinds. */
  readonly aesIndex?: number;
  /** SHA-256 of the wrapped file it came from, 64 hex digits; undefined where it was wrapped by the source for this run. */
  readonly fileSha256?: string;
  /** Known once the DKEK is at hand. */
  readonly check?: KeyCheck;
}

export interface CloneDevice {
  readonly serial: Serial;
  readonly label: string;
  readonly state: 'waiting' | 'working' | 'done' | 'failed';
  readonly failure?: Failure;
  readonly initialized: Mark;
  readonly shares: Mark;
  readonly kcv: Mark;
  /** In the order of the run's keys. */
  readonly keys: readonly Mark[];
}

/** One supervised run: one source, the devices that get its keys. Holds no secret. */
export interface CloneRun {
  /** Eight Crockford base32 characters. */
  readonly id: string;
  readonly practice: boolean;
  /** ISO 8601 with zone. */
  readonly startedAt: string;
  /** `HSM A DENK0100001`, or the folder's path. */
  readonly source: string;
  readonly sourceSerial?: Serial;
  /**
   * preparing: source, shares and PINs are being collected; no target has been touched. copying: some device is being written. ready: all
   * known devices are done or failed, the next one may be inserted. finished: shares and PINs are wiped.
   */
  readonly phase: 'preparing' | 'copying' | 'ready' | 'finished';
  readonly dkekKcv?: Kcv;
  readonly shares: number;
  readonly keys: readonly ClonedKey[];
  readonly devices: readonly CloneDevice[];
  /** The record in the ceremony folder could not be brought up to date. */
  readonly recordProblem?: Failure;
}

/** A wrapped key file in the folder that was chosen as source. */
export interface WrappedFile {
  readonly name: string;
  readonly sha256: string;
  readonly kcv: Kcv;
  readonly label: string;
  readonly id: KeyId;
  readonly type: KeyType;
  readonly capabilities: readonly number[];
  readonly certificate: KeyDetails['certificate'];
}

export interface KeyFolder {
  readonly path: string;
  readonly files: readonly WrappedFile[];
  /** Files that cannot be used, and why. */
  readonly left: readonly { readonly name: string; readonly why: string }[];
}

/** A run that was not brought to its end, as its record in the ceremony folder tells. */
export interface UnfinishedRun {
  readonly id: string;
  readonly startedAt: string;
  readonly source: string;
  readonly sourceSerial?: Serial;
  readonly keys: readonly string[];
  /** Labels and serials of the devices that are not done. */
  readonly open: readonly { readonly serial: Serial; readonly label: string; readonly proven: number }[];
  readonly done: readonly { readonly serial: Serial; readonly label: string }[];
}

export interface VerifiedDevice {
  readonly serial: Serial;
  readonly label: string;
  readonly state: 'waiting' | 'working' | 'done' | 'failed';
  readonly failure?: Failure;
  /** Every key works. */
  readonly operational: Mark;
  /** Same DKEK, same keys in the same order with the same capabilities as on the first device. */
  readonly consistent: Mark;
  readonly kcv: Mark;
  readonly order: Mark;
  readonly keys: readonly Mark[];
}

/** What differs between devices, and what to do about it. */
export interface Finding {
  readonly device: string;
  readonly what: string;
  readonly next: string;
}

/** A comparison of devices, key by key. */
export interface Verification {
  readonly startedAt: string;
  readonly practice: boolean;
  readonly phase: 'running' | 'done';
  readonly dkekKcv?: Kcv;
  readonly keys: readonly ClonedKey[];
  readonly devices: readonly VerifiedDevice[];
  readonly findings: readonly Finding[];
}

/** All that the view Clone & Verify draws beside the devices. */
export interface CloneSnapshot {
  readonly folder?: KeyFolder;
  readonly run?: CloneRun;
  readonly unfinished: readonly UnfinishedRun[];
  readonly verification?: Verification;
}

/** What a finished run comes down to. */
export interface CloneOutcome {
  readonly id: string;
  readonly keys: readonly string[];
  readonly devices: readonly { readonly serial: Serial; readonly label: string; readonly state: CloneDevice['state'] }[];
}

/** What a comparison comes down to. */
export interface VerifyOutcome {
  /** Every key works on every device, and all devices hold the same. */
  readonly passed: boolean;
  readonly dkekKcv?: Kcv;
  readonly devices: readonly { readonly serial: Serial; readonly operational: string; readonly consistent: string }[];
  readonly findings: readonly string[];
}
