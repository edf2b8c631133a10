import type { KeyReference } from '../numbers.ts';

/** A device as applications see it through a PKCS#11 module, beside what the card holds. Gone as soon as the card's keys change. */
export interface ApplicationView {
  readonly product: string;
  /** Without the login a module shows public objects only. */
  readonly loggedIn: boolean;
  readonly slot: SlotFacts;
  readonly mechanisms: readonly MechanismFacts[];
  /** The keys of the card in their order, then what only the module shows. */
  readonly rows: readonly ApplicationRow[];
}

/** Slot and token, as the module tells them. */
export interface SlotFacts {
  readonly description: string;
  readonly label: string;
  readonly manufacturer: string;
  readonly model: string;
  readonly serial: string;
  readonly hardware: string;
  readonly firmware: string;
  readonly shortestPin?: number;
  readonly longestPin?: number;
  readonly pinPad: boolean;
}

export interface MechanismFacts {
  /** `CKM_RSA_PKCS`. */
  readonly name: string;
  /** In the unit of the mechanism: bits for RSA and EC, for AES bits or bytes. */
  readonly smallest: number;
  readonly largest: number;
  /** sign, verify, generate a key pair … */
  readonly uses: readonly string[];
}

export type ShownObject = 'private' | 'public' | 'secret' | 'certificate' | 'data';

export interface ApplicationRow {
  readonly label: string;
  /** `AES-256`, `EC secp256r1`, `certificate`, `data`. */
  readonly type: string;
  /** CKA_ID, upper-case hex; empty where there is none. */
  readonly id: string;
  /** The key on the card; undefined where only the module shows this. */
  readonly reference?: KeyReference;
  /** What the card holds beside the key; undefined where it was not read. */
  readonly certificate?: 'none' | 'request' | 'x509' | 'damaged';
  readonly shown: readonly ShownObject[];
  /** sign, decrypt, … of the private or secret key, else of what is shown. */
  readonly usage: readonly string[];
  readonly traits: KeyTraits;
  readonly aes?: AesPlace;
  /** Why card and module differ; none where they agree. */
  readonly differences: readonly Difference[];
}

/** Those that the module tells: one that is absent is not false but unknown. */
export interface KeyTraits {
  readonly sensitive?: boolean;
  readonly extractable?: boolean;
  readonly local?: boolean;
  readonly alwaysAuthenticate?: boolean;
}

/** `AES key <index>` of WebADM: the position among the AES keys, from 0. */
export interface AesPlace {
  readonly index: number;
  /** `module`: as the module lists them. `card`: it shows none; counted as the card lists them. */
  readonly countedBy: 'module' | 'card';
}

export type Difference =
  | 'aes-not-shown-by-opensc'
  | 'no-description'
  | 'login-needed'
  | 'not-shown'
  | 'no-private-key'
  | 'no-public-key'
  | 'certificate-not-shown'
  | 'label-differs'
  | 'certificate-alone'
  | 'data-object'
  | 'not-a-key-of-the-card';
