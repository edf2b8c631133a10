import type { CurveName } from '../../shared/algorithms.ts';
import { type RsaPrivate, wipeRsa } from '../crypto/rsa.ts';
import { newPkaSession, type PkaSession } from './public-key-authentication.ts';

/** Everything a device keeps without power. PINs, DKEK and keys are in clear on purpose: this is a simulated device. */
export interface CardState {
  /** CHR of the device certificate without its last five characters. */
  readonly serial: string;
  /** Private key of the device on brainpoolP256r1, 32 bytes. */
  readonly deviceKey: Uint8Array;
  /** EF 2F02: device certificate, then its issuer's. */
  readonly certificates: Uint8Array;
  /** Bytes for files and keys together. */
  memoryLimit: number;
  /** undefined: fresh from the factory, never initialized. */
  setup?: Setup | undefined;
  /** By file identifier. Keys (CCxx) and 2F02 are not among them. */
  readonly files: Map<number, Uint8Array>;
  /** By key reference, 1..255. */
  readonly keys: Map<number, CardKey>;
}

/** What INITIALIZE sets. */
export interface Setup {
  /** 16 option bits of tag 80 (protocol reference 2.2). */
  readonly options: number;
  readonly userPin: Pin;
  readonly soPin: Pin;
  /** The user PIN is a transport PIN: it must be changed before the first login. */
  transportPin: boolean;
  /** Key domains the device was initialized with (tag 97); undefined: the classic single DKEK, or none. */
  readonly domainCount?: number | undefined;
  /** Those that are set up, by number: the classic DKEK is number 0; none where no DKEK is configured. */
  readonly keyDomains: Map<number, KeyDomain>;
  /** undefined: the device was initialized without public key authentication. */
  readonly pka?: PublicKeyAuthentication | undefined;
}

export interface PublicKeyAuthentication {
  readonly total: number;
  readonly required: number;
  /** In the order of registration, at most `total`. */
  readonly keys: RegisteredKey[];
}

export interface RegisteredKey {
  /** Holder reference of its request. */
  readonly holder: string;
  readonly curve: CurveName;
  readonly Q: Uint8Array;
}

export interface Pin {
  value: Uint8Array;
  readonly tries: number;
  triesLeft: number;
}

export interface KeyDomain {
  /** 0: the device drew the DKEK itself. */
  readonly shares: number;
  sharesMissing: number;
  /** XOR of the shares so far, 32 bytes; the DKEK once none is missing. */
  dkek: Uint8Array;
}

export interface CardKey {
  readonly material: Material;
  /** undefined: no list was given, the defaults apply. */
  readonly algorithms?: Uint8Array | undefined;
  /** Uses left; undefined: unlimited. */
  usesLeft?: number | undefined;
  readonly keyDomain: number;
}

export type Material =
  | { readonly type: 'AES'; readonly key: Uint8Array }
  | { readonly type: 'EC'; readonly curve: CurveName; readonly d: Uint8Array }
  | ({ readonly type: 'RSA' } & RsaPrivate);

/** What a device forgets at power-off and reset. */
export interface Session {
  userVerified: boolean;
  soVerified: boolean;
  /** Right after INITIALIZE the label may be written without a PIN (protocol reference 2.4). */
  labelWritable: boolean;
  /** The current EF, for commands with P1P2 = 0000. */
  currentFile: number | undefined;
  pka: PkaSession;
}

/** Overwrites every secret of a device that will not be used again. */
export function wipeState({ deviceKey, setup, keys }: CardState): void {
  deviceKey.fill(0);
  for (const secret of setup ? [setup.userPin.value, setup.soPin.value] : []) secret.fill(0);
  for (const { dkek } of setup?.keyDomains.values() ?? []) dkek.fill(0);
  for (const { material } of keys.values()) {
    if (material.type === 'AES') material.key.fill(0);
    else if (material.type === 'EC') material.d.fill(0);
    else wipeRsa(material);
  }
}

export function newSession(): Session {
  return { userVerified: false, soVerified: false, labelWritable: false, currentFile: undefined, pka: newPkaSession() };
}

/** What the command files work on. */
export interface PoweredCard {
  readonly state: CardState;
  readonly session: Session;
  /** Throws WireError card-removed if the device lost power since the command began; call it after every wait, before changing the state. */
  assertPowered(): void;
}
