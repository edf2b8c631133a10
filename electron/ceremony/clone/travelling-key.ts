import type { KeyCheck } from '../../../shared/models/clone.ts';
import type { KeyType } from '../../../shared/models/snapshot.ts';
import type { KeyId, KeyReference } from '../../../shared/numbers.ts';
import type { Expectation } from './expectation.ts';

/** A key as it travels: all of it ciphertext or public. */
export interface TravellingKey {
  /** Where it is put on every target; that of the source, so that the order stays the same. */
  readonly reference: KeyReference;
  readonly label: string;
  readonly id: KeyId;
  readonly type: KeyType;
  /** The wrapped key, protocol reference 3.4. */
  readonly blob: Uint8Array;
  /** Content of C4xx, one whole element. */
  readonly description: Uint8Array;
  /** Content of CExx, one whole element. */
  readonly certificate?: Uint8Array;
  /** Where it came from a file: its name, and its SHA-256 in 64 hex digits. */
  readonly fileName?: string;
  readonly fileSha256?: string;
  /** What the source itself computed with the key, where there is a source. */
  readonly witness?: Witness;
}

/** One operation that the source did with its key. */
export type Witness =
  | { readonly kind: 'encrypt' | 'cmac'; readonly input: Uint8Array; readonly output: Uint8Array }
  | { readonly kind: 'signature'; readonly algorithm: number; readonly message: Uint8Array; readonly signature: Uint8Array };

/** A key whose wrapped form has been opened and checked, so that its clones can be proven. */
export interface ProvableKey extends TravellingKey {
  readonly expectation: Expectation;
  readonly check: KeyCheck;
}
