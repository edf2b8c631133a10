import type { Failure } from '../failure.ts';

/** A PKCS#11 module before anything of it has run. */
export interface ModuleFile {
  /** Absolute. */
  readonly path: string;
  /** Of this one file, 64 lower-case hex digits; not of the libraries it loads. */
  readonly sha256: string;
  readonly product: string;
  /** What it means for the keys of a SmartCard-HSM. */
  readonly about: string;
}

/** The module that the person chose. */
export interface ChosenModule extends ModuleFile {
  /** What it says of itself, `OpenSC smartcard framework 0.23`; undefined before it ran in this session. */
  readonly library?: string;
  /** Why it is not used: it has changed since it was chosen, or is gone. */
  readonly trouble?: Failure;
}
