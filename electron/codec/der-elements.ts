import { readOid } from './oid.ts';
import { readTlv, readTlvs, type Tlv } from './tlv.ts';

/** Steps through the elements of an ASN.1 structure; every one throws SyntaxError, with `title` for the words, when something else stands there. */
export class DerElements {
  readonly #elements: readonly Tlv[];
  readonly #title: string;
  #at = 0;

  constructor(elements: readonly Tlv[], title: string) {
    this.#elements = elements;
    this.#title = title;
  }

  /** The elements of the one constructed element that `bytes` are; nothing may follow it. */
  static of(bytes: Uint8Array, title: string, tag = 0x30): DerElements {
    const outer = readTlv(bytes);
    if (outer.tag !== tag || outer.end !== bytes.length) throw new SyntaxError(`${title}: malformed`);
    return new DerElements(readTlvs(outer.value), title);
  }

  /** Whether another element follows, of this tag where one is given. */
  has(tag?: number): boolean {
    const next = this.#elements[this.#at];
    return next !== undefined && (tag === undefined || next.tag === tag);
  }

  /** The next element, which must have the tag: a view of its value. */
  take(tag: number): Uint8Array {
    const next = this.#elements[this.#at++];
    if (next?.tag !== tag) throw new SyntaxError(`${this.#title}: malformed`);
    return next.value;
  }

  /** The next element if it has the tag. */
  optional(tag: number): Uint8Array | undefined {
    return this.has(tag) ? this.take(tag) : undefined;
  }

  any(): Tlv {
    const next = this.#elements[this.#at++];
    if (!next) throw new SyntaxError(`${this.#title}: malformed`);
    return next;
  }

  /** The elements of a SEQUENCE, or of another constructed element, that comes next. */
  enter(tag = 0x30): DerElements {
    return new DerElements(readTlvs(this.take(tag)), this.#title);
  }

  oid(): string {
    return readOid(this.take(0x06));
  }
}
