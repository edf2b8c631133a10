/** Takes bytes off the front of a message, never past its end. Throws SyntaxError naming the `subject` when it is cut off. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  readonly #subject: string;
  at = 0;

  constructor(bytes: Uint8Array, subject: string) {
    this.#bytes = bytes;
    this.#subject = subject;
  }

  /** A view, not a copy. */
  take(length: number): Uint8Array {
    if (length > this.#bytes.length - this.at) throw new SyntaxError(`${this.#subject}: cut off`);
    this.at += length;
    return this.#bytes.subarray(this.at - length, this.at);
  }

  uint16(): number {
    const [high, low] = this.take(2) as unknown as [number, number];
    return (high << 8) | low;
  }

  /** A field with its length of two bytes in front. */
  field(): Uint8Array {
    return this.take(this.uint16());
  }
}
