import type { KeyId, Serial } from '../numbers.ts';

/** An AES key on one device, as WebADM would count it. */
export interface WebadmPlace {
  /** Position among the AES keys, from 0: the value of hsm_keyid. undefined: the PKCS#11 module does not show the key. */
  readonly index?: number;
  readonly id: KeyId;
  /** Bits. */
  readonly size: number;
  /** undefined until they have been read, or where the device does not tell. */
  readonly capabilities?: readonly number[];
}

/** What stands in the way, or must be known, and what to do about it. */
export interface WebadmFinding {
  /** `bad`: WebADM would take the wrong key, or fail. `open`: to be known, or not known. */
  readonly mark: 'bad' | 'open';
  readonly what: string;
  readonly next: string;
}

/** One device among those that WebADM is to use. */
export interface WebadmDevice {
  readonly serial: Serial;
  /** `HSM A DENK0100001`. */
  readonly name: string;
  /** Who counted its AES keys: the PKCS#11 module of this workstation, or this app as the card lists them. */
  readonly countedBy: 'module' | 'card';
}

/** The AES keys of one label on all devices. */
export interface WebadmKey {
  readonly label: string;
  /** In the order of the devices: every AES key of that label there. One where all is well. */
  readonly places: readonly (readonly WebadmPlace[])[];
}

/** The settings for chosen keys on chosen devices. Holds no PIN. */
export interface WebadmSettings {
  readonly devices: readonly WebadmDevice[];
  /** The chosen keys in their order: the first encrypts. */
  readonly keys: readonly WebadmKey[];
  readonly findings: readonly WebadmFinding[];
  /** The lines for webadm.conf; the line of the PIN is a comment. undefined while something is `bad`. */
  readonly block?: string;
}

/** Settings that were saved. The file's hash is not told where it holds the PIN: with a hash, a short PIN can be found. */
export interface SavedWebadmSettings {
  readonly path: string;
  readonly withPin: boolean;
  readonly sha256?: string;
}

/** One thing that was found in a webadm.conf. Never holds a PIN or another secret value. */
export interface ConfFinding {
  /** From 1; undefined where it is about the whole file. */
  readonly line?: number;
  readonly setting: string;
  /** Only of settings that are no secret. */
  readonly value?: string;
  readonly mark: 'good' | 'bad' | 'open';
  readonly what: string;
  readonly next?: string;
}

/** A webadm.conf compared with the connected devices. */
export interface ConfCheck {
  readonly path: string;
  readonly devices: readonly string[];
  readonly findings: readonly ConfFinding[];
  /** Nothing is `bad`. */
  readonly fits: boolean;
}
