import { unmovedCopy } from '../../shared/bytes.ts';

/** Bytes that must not be seen: whoever allocates one wipes it, in `finally`. */
export class Secret {
  #bytes: Uint8Array;
  #wiped = false;

  /** Takes the bytes over into memory that is never moved: those that were given are zero afterwards. */
  constructor(bytes: Uint8Array) {
    this.#bytes = unmovedCopy(bytes);
    bytes.fill(0);
  }

  get length(): number {
    return this.#bytes.length;
  }

  /** The bytes themselves, not a copy. Throws after `wipe`. */
  expose(): Uint8Array {
    if (this.#wiped) throw new Error('this secret has been wiped');
    return this.#bytes;
  }

  /** Overwrites the bytes with zeros. May be called again. */
  wipe(): void {
    this.#bytes.fill(0);
    this.#wiped = true;
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): never {
    throw new TypeError('a secret cannot be written as JSON');
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '[secret]';
  }
}

/** Runs `use` and wipes the secrets whatever happens. */
export async function wiping<T>(secrets: readonly Secret[], use: () => Promise<T>): Promise<T> {
  try {
    return await use();
  } finally {
    for (const secret of secrets) secret.wipe();
  }
}
