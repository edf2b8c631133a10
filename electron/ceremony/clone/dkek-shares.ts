import { refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import { type Kcv, unknownKcv } from '../../../shared/numbers.ts';
import { xorShares } from '../../crypto/dkek.ts';
import { Secret } from '../../crypto/secret.ts';
import { kcvOf } from '../shares/issue-shares.ts';
import { chooseShareFile, openShareFile, type ShareWay } from '../shares/open-share-file.ts';
import type { Workstation } from '../workstation.ts';

/** Puts the DKEK together for one computation; its 32 bytes are wiped when `use` is done. */
export type WithDkek = <T>(use: (dkek: Uint8Array) => T | Promise<T>) => Promise<T>;

/** All shares of one DKEK, in memory for one run. Whoever has them wipes them. */
export class DkekShares {
  readonly shares: readonly Secret[];

  /** Takes the shares over, 32 bytes each. */
  constructor(shares: readonly Secret[]) {
    this.shares = shares;
  }

  get kcv(): Kcv {
    return this.#with((dkek) => kcvOf(dkek));
  }

  withDkek: WithDkek = async (use) => {
    const dkek = this.#assemble();
    try {
      return await use(dkek.expose());
    } finally {
      dkek.wipe();
    }
  };

  wipe(): void {
    for (const share of this.shares) share.wipe();
  }

  #with<T>(use: (dkek: Secret) => T): T {
    const dkek = this.#assemble();
    try {
      return use(dkek);
    } finally {
      dkek.wipe();
    }
  }

  #assemble(): Secret {
    return new Secret(xorShares(this.shares.map((share) => share.expose())));
  }
}

export interface ShareCollecting {
  /** The operation, as its button calls it. */
  readonly title: string;
  /** Whose DKEK it is. */
  readonly about: string;
  /** One for each share, in the order in which they are asked for. */
  readonly ways: readonly ShareWay[];
  /** Check value of the DKEK that the keys are wrapped under; zeros are not compared. */
  readonly expected: Kcv;
}

/**
 * Asks the custodians for every share of a DKEK, one after the other, and compares its check value. The caller wipes what it gets; where this
 * throws, all are wiped. Refusal clone-share-twice, clone-shares-wrong, pbe-…, quorum-…, cancelled.
 */
export async function collectDkekShares(workstation: Workstation, collecting: ShareCollecting): Promise<DkekShares> {
  const { title, about, ways, expected } = collecting;
  const found: Secret[] = [];
  const known: Kcv[] = [];
  const all = new DkekShares(found);
  try {
    for (const [index, way] of ways.entries()) {
      const which = { number: index + 1, all: ways.length };
      const file = await chooseShareFile(workstation, t('Choose DKEK share {number} of {all}', which));
      const opened = await openShareFile(workstation, file, {
        ...way,
        title,
        device: about,
        destination: t('This is DKEK share {number} of {all}. It is kept in memory for this run only and sent to each target.', which),
      });
      found.push(opened.share);
      const first = known.indexOf(opened.kcv);
      if (first >= 0) refuse('clone-share-twice', { first: first + 1 });
      known.push(opened.kcv);
    }
    const got = all.kcv;
    if (expected !== unknownKcv && got !== expected) refuse('clone-shares-wrong', { expected, got });
    return all;
  } catch (error) {
    all.wipe();
    throw error;
  }
}
