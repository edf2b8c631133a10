import { unmovedBytes } from '../../../shared/bytes.ts';
import { Refusal, refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { UsedShare } from '../../../shared/models/reports.ts';
import { type Kcv, unknownKcv } from '../../../shared/numbers.ts';
import { DKEK_LENGTH, xorShares } from '../../crypto/dkek.ts';
import { Secret } from '../../crypto/secret.ts';
import type { Workstation } from '../workstation.ts';
import { kcvOf } from './issue-shares.ts';
import { type ChosenShareFile, chooseShareFile, openShareFile, type ShareWay } from './open-share-file.ts';

export interface DkekRequest {
  /** The operation, as its button calls it. */
  readonly title: string;
  /** The device whose DKEK it is, `<label> <serial>`. */
  readonly device: string;
  /** What becomes of the DKEK, in one sentence: it is shown wherever a custodian enters a secret. */
  readonly destination: string;
  /** One for each share of the DKEK, in the order in which they are asked for. */
  readonly ways: readonly ShareWay[];
  /** Check value of the DKEK; any other is refused. */
  readonly expected: Kcv;
}

export interface WithDkek<T> {
  readonly value: T;
  /** What was put together: check values only. */
  readonly shares: readonly UsedShare[];
}

/**
 * Puts a DKEK together in this computer's memory from all its shares, one after the other, hands it to `use` once its check value
 * is the expected one, and wipes it whatever happens: no reference to it may leave `use`. Whoever has it can open every wrapped key
 * of every device with this DKEK. Refusal dkek-check-value-unknown, dkek-assembled-differs, dkek-share-again, pbe-…, quorum-…, cancelled.
 */
export async function withAssembledDkek<T>(
  workstation: Workstation,
  request: DkekRequest,
  use: (dkek: Secret) => T | Promise<T>,
): Promise<WithDkek<T>> {
  // zeros mean that nobody knows it: nothing could be compared
  if (request.expected === unknownKcv) refuse('dkek-check-value-unknown');
  const dkek = new Secret(unmovedBytes(DKEK_LENGTH));
  const shares: UsedShare[] = [];
  try {
    for (const way of request.ways) shares.push(await addShare(workstation, request, way, dkek, shares));
    const got = kcvOf(dkek);
    if (got !== request.expected) {
      refuse('dkek-assembled-differs', { expected: request.expected, got, shares: shares.map(({ kcv }) => kcv).join(', ') });
    }
    return { value: await use(dkek), shares };
  } finally {
    dkek.wipe();
  }
}

async function addShare(
  workstation: Workstation,
  { title, device, destination, ways }: DkekRequest,
  way: ShareWay,
  dkek: Secret,
  before: readonly UsedShare[],
): Promise<UsedShare> {
  const position = { n: before.length + 1, total: ways.length };
  const file = await chooseNext(workstation, t('Choose DKEK share {n} of {total}', position), before);
  const request = { ...way, title, device, destination: `${t('This is DKEK share {n} of {total}.', position)} ${destination}` };
  const { share, kcv, reading } = await openShareFile(workstation, file, request);
  try {
    // another file, the same share: twice it would cancel itself out
    if (before.some((other) => other.kcv === kcv)) refuse('dkek-share-again', { kcv });
    const sum = xorShares([dkek.expose(), share.expose()]);
    dkek.expose().set(sum);
    sum.fill(0);
    return { path: file.path, sha256: file.sha256, kcv, ...(reading ? { reading } : {}) };
  } finally {
    share.wipe();
  }
}

/** A file that cannot be the next share is told in the dialog's title, and another is asked for: what others entered is not lost. */
async function chooseNext(workstation: Workstation, title: string, before: readonly UsedShare[]): Promise<ChosenShareFile> {
  for (let said = ''; ; ) {
    try {
      const file = await chooseShareFile(workstation, said + title);
      if (!before.some(({ sha256 }) => sha256 === file.sha256)) return file;
      said = `${t('That share is in already.')} `;
    } catch (error) {
      if (!(error instanceof Refusal) || error.failure.code === 'cancelled') throw error;
      said = `${error.failure.what} `;
    }
  }
}
