import { hex } from '../../../shared/bytes.ts';
import { Refusal, refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { ShareSet } from '../../../shared/models/custody.ts';
import type { Pbe } from '../../codec/pbe.ts';
import type { CrossCheck } from '../../crypto/cross-check.ts';
import { openShare } from '../../crypto/pbe.ts';
import type { Secret } from '../../crypto/secret.ts';
import { OUR_PRIME } from '../../crypto/share-points.ts';
import { type StockCandidate, stockCandidates } from '../../crypto/stock-split.ts';
import { combine, crossCheck, passwordPrime } from '../../crypto/threshold.ts';
import type { Workstation } from '../workstation.ts';
import { type CollectedShare, ShareCollection } from './collect-shares.ts';
import { withKeys } from './issue-shares.ts';
import { judgeOwnShare, judgeStockShare } from './judge-share.ts';

export interface OpenWithShares {
  readonly title: string;
  readonly purpose: string;
  readonly pbe: Pbe;
  /** The set that the register knows for this file. */
  readonly set?: ShareSet | undefined;
  /** Shares needed, as the person said. */
  readonly needed?: number | undefined;
}

export interface OpenedByShares {
  /** 32 bytes; the caller wipes it. */
  readonly share: Secret;
  /** How the shares had to be read, and which one was left out. */
  readonly reading?: string;
  /** The parts of the password that opened it; undefined where it came in as a whole. */
  readonly parts?: readonly OpeningPart[];
}

/** A part of a password that was entered. Nothing in it is secret. */
export interface OpeningPart extends Pick<CollectedShare, 'idText' | 'fingerprint' | 'trusted'> {
  readonly setId?: string;
}

/** A password that the shares may mean, with what must be said when it opens the file. */
interface Attempt {
  readonly password: Secret;
  /** While it is tried. */
  readonly label?: string;
  /** When it opened the file. */
  readonly words: readonly string[];
}

/** What differs between our shares and those of sc-hsm-tool. */
interface Kind {
  /** Passwords that these shares may mean, likeliest first; none where they cannot belong together. */
  readonly attempts: (shares: readonly CollectedShare[], so: ShareCollection) => Attempt[];
  readonly compare: (shares: readonly CollectedShare[], threshold: number, so: ShareCollection) => CrossCheck;
  readonly most: number;
}

const own: Kind = {
  attempts: (shares) => {
    const points = shares.map(({ idText, value }) => ({ id: Number(idText), value: value.expose() }));
    return orNone(() => [{ password: combine(passwordPrime, points), words: [] }]);
  },
  compare: (shares, threshold) =>
    crossCheck(
      passwordPrime,
      threshold,
      shares.map(({ idText, value, trusted }) => ({ id: Number(idText), value: value.expose(), trusted })),
    ),
  most: 9,
};

const stock: Kind = {
  attempts: (shares, so) => {
    const entries = shares.map(({ idText, value }) => ({ idText, value: value.expose() }));
    return orNone(() => stockCandidates(primeOf(so), entries).map((candidate) => stockAttempt(candidate, shares)));
  },
  compare: (shares, threshold, so) =>
    crossCheck(
      primeOf(so),
      threshold,
      shares.map(({ idText, value }) => ({ id: Number.parseInt(idText, /^\d+$/.test(idText) ? 10 : 16), value: value.expose() })),
    ),
  most: 16,
};

/** Opens a share file with shares made by this app. Refusal quorum-…, share-…. */
export function openWithOwnShares(workstation: Workstation, request: OpenWithShares): Promise<OpenedByShares> {
  return openWith(workstation, request, own, 'ours');
}

/** Opens a share file with shares that sc-hsm-tool printed, also those that it cannot open itself any more. Refusal quorum-…, share-…. */
export function openWithStockShares(workstation: Workstation, request: OpenWithShares): Promise<OpenedByShares> {
  return openWith(workstation, request, stock, 'stock');
}

async function openWith(workstation: Workstation, request: OpenWithShares, kind: Kind, name: 'ours' | 'stock'): Promise<OpenedByShares> {
  const { title, purpose, pbe, set, needed } = request;
  const so = new ShareCollection({
    ...{ title, purpose, kind: name, set, needed },
    paper: workstation.paper,
    register: workstation.custody.known,
    judge: name === 'ours' ? judgeOwnShare : judgeStockShare,
  });
  try {
    await so.upToThreshold();
    // Nobody knows how many are needed: each further share is tried.
    while (so.threshold === undefined) {
      const opened = so.shares.length >= 2 ? await tryShares(workstation, pbe, so, kind) : undefined;
      if (opened) return opened;
      if (so.shares.length >= kind.most) refuse('quorum-wrong', { entered: so.shares.length });
      await so.next();
    }
    await so.upToThreshold();
    return (await tryShares(workstation, pbe, so, kind)) ?? (await withSurplus(workstation, pbe, so, kind));
  } catch (error) {
    throw so.abandoned(error);
  } finally {
    so.wipe();
  }
}

/** The shares do not open the file: one more tells which of them is wrong, or that they are all right and the file is another. */
async function withSurplus(workstation: Workstation, pbe: Pbe, so: ShareCollection, kind: Kind): Promise<OpenedByShares> {
  const threshold = so.threshold ?? so.shares.length;
  if (so.shares.every(({ trusted }) => trusted)) refuse('quorum-of-other-file', { entered: so.shares.length });
  if (so.known.total === threshold || threshold >= kind.most) refuse('quorum-wrong', { entered: so.shares.length });
  await so.next(true);
  const compared = kind.compare(so.shares, threshold, so);
  if ('ok' in compared) refuse('quorum-of-other-file', { entered: so.shares.length });
  // With one share too many and one wrong, all choices look alike; the file itself decides.
  const choices = so.shares
    .map((left) => ({ left, rest: so.shares.filter((share) => share !== left) }))
    .filter(({ left }) => !left.trusted);
  for (const { left, rest } of choices) {
    const opened = await tryShares(workstation, pbe, so, kind, rest);
    if (!opened) continue;
    const words = t('Share {id} is wrong and was left out; its sheet must be checked or issued again.', { id: left.idText });
    return { ...opened, reading: [opened.reading, words].filter(Boolean).join(' ') };
  }
  return refuse('quorum-wrong', { entered: so.shares.length });
}

/** All that were entered, or some of them; tells which ones opened the file. */
async function tryShares(
  workstation: Workstation,
  pbe: Pbe,
  so: ShareCollection,
  kind: Kind,
  shares: readonly CollectedShare[] = so.shares,
): Promise<OpenedByShares | undefined> {
  const opened = await tryAll(workstation, pbe, kind.attempts(shares, so));
  const { setId } = so.known;
  return (
    opened && {
      ...opened,
      parts: shares.map(({ idText, fingerprint, trusted }) => ({
        idText,
        trusted,
        ...(fingerprint && { fingerprint }),
        ...(setId && { setId }),
      })),
    }
  );
}

/** One derivation each, until one opens the file. */
async function tryAll(workstation: Workstation, pbe: Pbe, attempts: readonly Attempt[]): Promise<OpenedByShares | undefined> {
  try {
    for (const [at, { password, label, words }] of attempts.entries()) {
      const which = { label: label ?? '', n: at + 1, total: attempts.length };
      const work =
        attempts.length === 1 || !label ? t('Opening the DKEK share') : t('Opening the DKEK share: {label} ({n} of {total})', which);
      const share = await withKeys(workstation, work, password, pbe.salt, (keys) => openShare(pbe, keys));
      if (share) return { share, ...(words.length === 0 ? {} : { reading: words.join(' ') }) };
    }
    return undefined;
  } finally {
    for (const { password } of attempts) password.wipe();
  }
}

/** Shares that cannot be combined mean no password; each was judged alone when it was entered. */
function orNone(attempts: () => Attempt[]): Attempt[] {
  try {
    return attempts();
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}

const readings: Readonly<Record<StockCandidate['reading'], string>> = {
  'decimal IDs': t('decimal IDs'),
  'hexadecimal IDs': t('hexadecimal IDs'),
};
const forms: Readonly<Record<StockCandidate['form'], string>> = {
  'eight bytes': t('eight bytes'),
  'without leading zero': t('without leading zero'),
  'sixteen bytes': t('sixteen bytes'),
};

function stockAttempt({ password, reading, form }: StockCandidate, shares: readonly CollectedShare[]): Attempt {
  const words: string[] = [];
  const ambiguous = shares.some(({ idText }) => Number.parseInt(idText, 10) !== Number.parseInt(idText, 16));
  if (ambiguous && reading === 'decimal IDs') {
    words.push(
      t(
        'The share IDs of 10 and more were read as they are printed, in decimal; sc-hsm-tool itself reads them as hexadecimal and cannot open this file.',
      ),
    );
  }
  if (ambiguous && reading === 'hexadecimal IDs') words.push(t('The share IDs were read as hexadecimal.'));
  if (form === 'without leading zero') words.push(t('The password was taken without its leading zero bytes.'));
  if (form === 'eight bytes' && password.expose()[0] === 0) {
    words.push(t('The password begins with a zero byte, which sc-hsm-tool loses; it was put back.'));
  }
  return { password, label: `${readings[reading]}, ${forms[form]}`, words };
}

function primeOf({ known }: ShareCollection): Uint8Array {
  return known.prime?.expose() ?? hex.decode(OUR_PRIME.toString(16).padStart(34, '0'));
}

/** Words for a share file that the register knows, or does not know. */
export const quorumPurpose = (set: ShareSet | undefined): string =>
  set
    ? t('Any {threshold} of the {total} shares of set {setId} open this file. One custodian after the other enters theirs.', {
        ...{ threshold: set.threshold, total: set.total, setId: set.setId },
      })
    : t('One custodian after the other enters their share.');
