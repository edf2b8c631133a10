import type { Failure } from '../failure.ts';
import type { Kcv, KeyReference, Serial } from '../numbers.ts';
import type { KeyType } from './snapshot.ts';

/** What an operation answers beyond the snapshot. No secret is ever part of a report. */
export interface CreatedShare {
  readonly path: string;
  /** SHA-256 of the file, 64 hex digits. */
  readonly sha256: string;
  /** The share's own check value. */
  readonly kcv: Kcv;
  /** The set of password shares that opens it, where its password was split. */
  readonly setId?: string;
  /** What must be known about it, in words: a re-issue does not revoke the old shares. */
  readonly note?: string;
}

export interface ImportedShare {
  readonly path: string;
  readonly sha256: string;
  readonly shareKcv: Kcv;
  readonly imported: number;
  readonly total: number;
  /** Check value of the complete DKEK; undefined while shares are missing. */
  readonly dkekKcv?: Kcv;
  /** How shares were read that can be read in more than one way, and which share was left out as wrong. */
  readonly reading?: string;
}

export interface ExportedKey {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly label: string;
  readonly dkekKcv: Kcv;
}

export interface KeyName {
  readonly serial: Serial;
  readonly reference: KeyReference;
  readonly label: string;
  /** Of a new key with a use counter, which was not tried: how often it may be used. */
  readonly uses?: number;
}

/** A file with private keys that was opened; the keys themselves stay in main until `ticket` is used or given back. */
export interface OpenedKeyFile {
  readonly ticket: string;
  readonly path: string;
  readonly keys: readonly KeyInFile[];
  /** Certificates that belong to none of the keys: issuers, or strangers. They are not imported. */
  readonly otherCertificates: readonly string[];
}

/** What may be told of a private key. */
export interface KeyInFile {
  readonly type: KeyType;
  /** What the file calls it. */
  readonly name?: string;
  /** Subject of its certificate. */
  readonly certificate?: string;
  /** As in `KeyDetails`; undefined for AES. */
  readonly publicKeySha256?: string;
}

/** A share that went into a DKEK. */
export interface UsedShare {
  readonly path: string;
  readonly sha256: string;
  readonly kcv: Kcv;
  /** As in `ImportedShare`. */
  readonly reading?: string;
}

/** A key that came from a file, is on the device and was proven. */
export interface KeyFromFile extends KeyName {
  /** The file it came from. */
  readonly source: string;
  readonly checks: readonly TestCheck[];
  /** Written with the key: the one from the file, or one that the key issued to itself, to carry its public half. */
  readonly certificate: 'from the file' | 'self-issued' | 'none';
  readonly dkekKcv: Kcv;
  readonly shares: readonly UsedShare[];
  /** The wrapped key file, where one was asked for, or why it could not be saved. */
  readonly backup?: ExportedKey | { readonly failure: Failure };
}

/** What a test of a device, or of one key, found. */
export interface TestReport {
  /** Its whole document, to be saved and printed: `document.show`. */
  readonly document: string;
  /** `Device HSM A DENK0100001`, `The key "webadm"` */
  readonly subject: string;
  /** Nothing failed, the test came to its end, and something was really tested. */
  readonly passed: boolean;
  /** `incomplete`: nothing failed, but the test ended early, or nothing could be tested. */
  readonly outcome: 'passed' | 'failed' | 'incomplete';
  /** `4 passed, 1 failed, 2 not tested.` */
  readonly summary: string;
  /** Why it ended before its end. */
  readonly ended?: string;
  /** The PKCS#11 module, where one was used: what it is called. */
  readonly module?: string;
  readonly items: readonly TestedItem[];
}

export type TestOutcome = 'passed' | 'failed' | 'not tested';

/** One key, or one trait of the device. */
export interface TestedItem {
  readonly name: string;
  /** `AES-256, ID 01` */
  readonly about: string;
  readonly isKey: boolean;
  readonly outcome: TestOutcome;
  readonly operations: readonly TestedOperation[];
}

/** One operation, by both paths side by side. */
export interface TestedOperation {
  readonly name: string;
  readonly apdu: TestResult;
  /** undefined where no module was used for it. */
  readonly module?: TestResult;
}

export interface TestResult {
  readonly outcome: TestOutcome;
  /** What was compared with what, or why it was not tested. */
  readonly detail: string;
}

/** A public key that was saved for its registration on other devices. */
export interface ExportedPublicKey {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly label: string;
  /** The name under which devices will know the key. */
  readonly holder: string;
}

export interface RegisteredPublicKey {
  readonly holder: string;
  /** Holder reference of the device that vouches for it. */
  readonly device: string;
  readonly registered: number;
  readonly total: number;
}

/** A key on another device that can authenticate, or can be registered for it. */
export interface PkaCandidate {
  readonly serial: Serial;
  /** Label of that device. */
  readonly device: string;
  readonly reference: KeyReference;
  readonly label: string;
  readonly holder: string;
  /** `unknown` where the device does not name its registered keys. */
  readonly state: 'registered' | 'authenticated' | 'not-registered' | 'unknown';
}

/** One operation with a new key. */
export interface TestCheck extends TestResult {
  readonly name: string;
}

/** What a test would do, before it does it. */
export interface TestPlan {
  /** Keys that can be tested without asking. */
  readonly keys: number;
  /** Keys with a use counter: each operation takes a use of them for good. */
  readonly counted: readonly CountedKey[];
}

export interface CountedKey {
  readonly reference: KeyReference;
  readonly label: string;
  readonly about: string;
  readonly usesLeft: number;
  /** The most that the test takes. */
  readonly byApdu: number;
  readonly throughModule: number;
}

/** Long work in main: a key derivation, an RSA key. */
export interface Progress {
  /** Names the work for `work.cancel`. */
  readonly work: string;
  readonly words: string;
  /** 0..1, or undefined where nobody knows how long it takes. */
  readonly fraction?: number;
  readonly cancellable: boolean;
}

/** What happened to a sheet in the sheet window. */
export interface SheetOutcome {
  readonly sheetId: string;
  readonly printed: boolean;
  /** Paths of the PDFs that were saved. */
  readonly saved: readonly string[];
}

/** A file that came back from paper, identical to what was printed. */
export interface RestoredFile {
  readonly path: string;
  readonly sha256: string;
  readonly kind: 'share-file' | 'wrapped-key';
  /** How it came in: lines typed, codes scanned, or both. */
  readonly typedLines: number;
  readonly scannedCodes: number;
}

/** One custodian checked one envelope or sheet alone. */
export interface SoloCheck {
  readonly subject: string;
  readonly matches: boolean;
  /** What was compared with what, in words; nothing secret. */
  readonly detail: string;
}

export interface IssuedSet {
  readonly setId: string;
  readonly threshold: number;
  readonly total: number;
}
