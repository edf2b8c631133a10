import { failure, Refusal } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { Register, ShareSet } from '../../../shared/models/custody.ts';
import type { Secret } from '../../crypto/secret.ts';
import type { PaperDesk, ShareEntry, ShareEntryPrompt } from '../paper.ts';
import { copyOf } from '../pins/pin-fields.ts';

/** One share that was entered and not refused. */
export interface CollectedShare {
  /** As it is printed: decimal. */
  readonly idText: string;
  readonly value: Secret;
  /** Its fingerprint is the one in the register. */
  readonly trusted: boolean;
  /** How the window names it from now on: fingerprint or ID, nothing secret. */
  readonly name: string;
  /** Ten hexadecimal digits, where its set is known. */
  readonly fingerprint?: string;
}

/** What is known of the set before and while shares come in. */
export interface KnownSet {
  setId?: string | undefined;
  threshold?: number | undefined;
  total?: number | undefined;
  prime?: Secret | undefined;
}

export interface Collecting {
  readonly title: string;
  readonly purpose: string;
  readonly kind: ShareEntryPrompt['kind'];
  readonly paper: PaperDesk;
  /** The register, where one is open. */
  readonly register: Register | undefined;
  /** The set, where it is known which one is wanted. */
  readonly set?: ShareSet | undefined;
  /** Shares needed, as the person said. */
  readonly needed?: number | undefined;
  /** Judges one entry; throws a curable Refusal. Gives what becomes of it; its value is copied afterwards. */
  readonly judge: (entry: ShareEntry, so: ShareCollection) => Omit<CollectedShare, 'value'>;
}

/** Shares as custodians bring them, one at a time, until there are enough. Whoever makes one wipes it. */
export class ShareCollection {
  readonly #options: Collecting;
  readonly shares: CollectedShare[] = [];
  readonly known: KnownSet;

  constructor(options: Collecting) {
    this.#options = options;
    this.known = { setId: options.set?.setId, threshold: options.set?.threshold ?? options.needed, total: options.set?.total };
  }

  /** The register, where one is open. */
  get register(): Register | undefined {
    return this.#options.register;
  }

  /** Shares needed, or undefined while nobody knows. */
  get threshold(): number | undefined {
    return this.known.threshold;
  }

  /** Asks the next custodian. `surplus`: one more than enough. Refusal quorum-abandoned where the window is closed. */
  async next(surplus = false): Promise<void> {
    const { title, purpose, kind, paper, judge } = this.#options;
    const number = this.shares.length + 1;
    const prompt: ShareEntryPrompt = {
      ...{ title, purpose, kind },
      position: this.threshold === undefined || surplus ? String(number) : t('{n} of {total}', { n: number, total: this.threshold }),
      primeFirst: kind === 'stock' && this.known.prime === undefined,
      entered: this.shares.map(({ name }) => name),
      ...(surplus ? { more: true } : {}),
    };
    try {
      await paper.enterShare(prompt, async (entry) => {
        const judged = judge(entry, this);
        this.shares.push({ ...judged, value: copyOf(entry.value) });
      });
    } catch (cause) {
      throw this.abandoned(cause);
    }
  }

  /** Asks until there are as many as needed. */
  async upToThreshold(): Promise<void> {
    while (this.shares.length < (this.threshold ?? 1)) await this.next();
  }

  /** A cancellation, in words that tell what became of the shares; any other error as it is. */
  abandoned(error: unknown): unknown {
    if (!(error instanceof Refusal) || error.failure.code !== 'cancelled') return error;
    return new Refusal(failure('quorum-abandoned', { entered: this.shares.length }), { cause: error });
  }

  wipe(): void {
    for (const { value } of this.shares) value.wipe();
    this.known.prime?.wipe();
  }
}
