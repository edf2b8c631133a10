import type { CurveName } from '../algorithms.ts';
import type { Failure } from '../failure.ts';
import type { Kcv, KeyId, KeyReference, Serial } from '../numbers.ts';
import type { ApplicationView } from './application-view.ts';
import type { AttestationState, CertificateSummary } from './certificates.ts';
import type { CloneSnapshot } from './clone.ts';
import type { CustodySnapshot } from './custody.ts';
import type { DrillSnapshot } from './drill.ts';
import type { Inspection } from './inspection.ts';
import type { ChosenModule } from './module.ts';
import type { ScriptSnapshot } from './script.ts';
import type { StoredObjects } from './stored-object.ts';
import type { TranscriptSnapshot } from './transcript.ts';

/** Everything the main window draws. Main pushes a whole new one after each change. Holds no secret. */
export interface Snapshot {
  readonly revision: number;
  readonly mode: 'rehearsal' | 'production';
  readonly runtime: RuntimeSnapshot;
  readonly service: ServiceState;
  readonly readers: readonly ReaderSnapshot[];
  /** The open ceremony folder and its register; undefined while none is open. */
  readonly custody?: CustodySnapshot;
  /** Its transcript. */
  readonly transcript?: TranscriptSnapshot;
  /** The ceremony under way in it. */
  readonly script?: ScriptSnapshot;
  /** The PKCS#11 module of this workstation; undefined while none is chosen. */
  readonly module?: ChosenModule;
  /** Cloning and comparing of devices; undefined while there is nothing to show. */
  readonly clone?: CloneSnapshot;
  /** Files that were looked at last. */
  readonly inspection?: Inspection;
  /** The restore drill; undefined while there is nothing to show. */
  readonly drill?: DrillSnapshot;
}

export interface RuntimeSnapshot {
  readonly version: string;
  readonly electron: string;
  /** True for a runtime that is only fit for development, rehearsal and tests. */
  readonly developmentOnly: boolean;
}

/** State of the PC/SC service, also while a rehearsal runs. `readers` counts real readers. */
export type ServiceState =
  | { readonly kind: 'running'; readonly readers: number }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unavailable'; readonly detail: string };

export interface ReaderSnapshot {
  readonly name: string;
  readonly simulated: boolean;
  readonly pinPad: boolean;
  readonly card: CardSnapshot;
}

export type CardSnapshot =
  | { readonly kind: 'empty' }
  | { readonly kind: 'reading' }
  | { readonly kind: 'problem'; readonly failure: Failure }
  | { readonly kind: 'device'; readonly device: DeviceSnapshot };

export interface DeviceSnapshot {
  readonly serial: Serial;
  /** Empty while the device has none. */
  readonly label: string;
  readonly firmware: string;
  readonly platform: string;
  readonly initialized: boolean;
  /** undefined where the card does not tell. */
  readonly freeMemoryBytes?: number;
  readonly resetWithSoPin?: boolean;
  /** The 16 option bits it was initialized with, where it tells them: see shared/device-options.ts. */
  readonly options?: number;
  readonly userPin: PinState;
  readonly soPin: PinState;
  /** On a device with key domains that of number 0. */
  readonly dkek: DkekState;
  /** All of them, from number 0, on a device that was initialized with two or more; undefined on a classic device. */
  readonly keyDomains?: readonly KeyDomainState[];
  /** undefined on a device that was initialized without it. */
  readonly pka?: PkaSnapshot;
  readonly keys: readonly KeySnapshot[];
  readonly objects: StoredObjects;
  readonly certificate: DeviceCertificateSnapshot;
  /** What applications saw through the PKCS#11 module when somebody last looked; undefined once the keys have changed. */
  readonly applicationView?: ApplicationView;
  /** What runs on the device now, in words; undefined when idle. */
  readonly activity?: string;
  /** What was left unfinished when the card was last pulled, and what was found now. */
  readonly notice?: string;
}

/** Public key authentication, n of m. */
export interface PkaSnapshot {
  readonly total: number;
  readonly registered: number;
  readonly required: number;
  /** Keys that have authenticated in this session. */
  readonly authenticated: number;
  /** The User PIN is needed as well; otherwise the keys stand in its place. */
  readonly withPin: boolean;
  /** The registered keys by name; undefined where the device does not name them. */
  readonly keys?: readonly { readonly holder: string; readonly authenticated: boolean }[];
}

export type PinState =
  | { readonly kind: 'verified' }
  | { readonly kind: 'not-verified'; readonly triesLeft: number }
  | { readonly kind: 'blocked' }
  | { readonly kind: 'transport' }
  /** Registered public keys must authenticate first. */
  | { readonly kind: 'keys-first' }
  | { readonly kind: 'not-set' };

export type DkekState =
  | { readonly kind: 'none' }
  | { readonly kind: 'incomplete'; readonly shares: number; readonly imported: number }
  /** kcv is all zeros while the card does not tell it (before login on some firmware). */
  | { readonly kind: 'complete'; readonly shares: number; readonly kcv: Kcv };

/** A slot for a DKEK of its own: `none` where it is not set up. */
export interface KeyDomainState {
  readonly number: number;
  readonly dkek: DkekState;
}

export interface KeySnapshot {
  readonly reference: KeyReference;
  readonly id: KeyId;
  readonly label: string;
  readonly type: KeyType;
  /** False when the key object exists without its PKCS#15 description. */
  readonly described: boolean;
  /** On a device with key domains: the one it is in; undefined where the device does not tell. */
  readonly keyDomain?: number;
  /** undefined until the key's node has been opened. */
  readonly details?: KeyDetails;
}

/** A size of 0 is one that nobody tells: a key that was left without a description got one here. */
export type KeyType =
  | { readonly kind: 'AES'; readonly size: number }
  | { readonly kind: 'RSA'; readonly size: number }
  /** The curve is known once the key's node has been opened: the description holds only the field size. */
  | { readonly kind: 'EC'; readonly size: number; readonly curve?: CurveName }
  | { readonly kind: 'unknown' };

export interface KeyDetails {
  /** undefined: the card keeps no list, or does not tell. */
  readonly capabilities?: readonly number[];
  readonly useCounter?: number;
  /** `damaged`: there is something that makes no sense, such as a certificate whose writing was cut off. */
  readonly certificate: 'none' | 'request' | 'x509' | 'damaged';
  /** The certificate where it is one in X.509. */
  readonly x509?: CertificateSummary;
  /** undefined for AES keys. */
  readonly attestation?: AttestationState;
  /** SHA-256 of the public key (RSA: modulus, EC: point), 64 hex digits. */
  readonly publicKeySha256?: string;
}

export interface DeviceCertificateSnapshot {
  /** Card holder reference, such as DECC120323900000. */
  readonly holder: string;
  readonly authority: string;
  /** SHA-256 of the certificate, 64 hex digits. */
  readonly sha256: string;
  readonly chain: 'verified' | 'simulator' | 'unknown-root' | 'broken';
}
