import { refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { Register, ShareSet } from '../../../shared/models/custody.ts';
import { fingerprint } from '../../codec/share-text.ts';
import { checkPrime, checkShares, OUR_PRIME } from '../../crypto/share-points.ts';
import { readTextShare } from '../../crypto/text-split.ts';
import { MOST_CUSTODIANS, SHARE_VALUE } from '../../crypto/threshold.ts';
import type { ShareEntry } from '../paper.ts';
import { copyOf } from '../pins/pin-fields.ts';
import type { CollectedShare, ShareCollection } from './collect-shares.ts';

type Judged = Omit<CollectedShare, 'value'>;

/**
 * Judges one of our password shares against what is known of its set: number, length, range, set ID, fingerprint, and the shares
 * before it. Refusal share-…; each can be cured by entering it again.
 */
export function judgeOwnShare(entry: ShareEntry, so: ShareCollection): Judged {
  const set = setOf(entry, so);
  if (entry.prime && checkPrime(entry.prime.expose()) !== OUR_PRIME) refuse('share-prime-other');
  const index = shareNumber(entry.idText, set.total ?? MOST_CUSTODIANS);
  if (entry.value.length !== SHARE_VALUE) refuse('share-value-length', { bytes: entry.value.length, expected: SHARE_VALUE });
  checkShares(OUR_PRIME, [...so.shares, { idText: String(index), value: entry.value }].map(asPoint));
  const got = set.setId === undefined ? undefined : fingerprint(set.setId, index, entry.value.expose());
  const expected = expectedFingerprint(so.register, set.setId, index);
  if (got !== undefined && expected !== undefined && got !== expected) {
    refuse('share-fingerprint-differs', { index: String(index), expected, got });
  }
  Object.assign(so.known, set);
  const name =
    got === undefined ? t('Share {id}', { id: index }) : t('Share {id}, fingerprint {fingerprint}', { id: index, fingerprint: got });
  return { idText: String(index), trusted: expected !== undefined, name, ...(got === undefined ? {} : { fingerprint: got }) };
}

/** Judges a share that sc-hsm-tool printed: prime with the first, then number, range and repetition. Refusal share-…, nothing-typed. */
export function judgeStockShare(entry: ShareEntry, so: ShareCollection): Judged {
  if (!entry.prime && !so.known.prime) refuse('nothing-typed', { what: t('The prime') });
  const prime = checkPrime((so.known.prime ?? entry.prime)?.expose() ?? new Uint8Array());
  const idText = entry.idText.trim();
  if (!/^[0-9A-Fa-f]{1,3}$/.test(idText)) refuse('share-id-malformed');
  checkShares(prime, [...so.shares, { idText, value: entry.value }].map(asPoint));
  if (entry.prime) so.known.prime ??= copyOf(entry.prime);
  return { idText, trusted: false, name: t('Share {id}', { id: idText }) };
}

/** Judges a share of a text by its form, its number, its set, and the shares before it. Refusal text-share-…, share-…. */
export function judgeTextShare(entry: ShareEntry, so: ShareCollection): Judged {
  const set = setOf(entry, so);
  const share = readTextShare(new TextDecoder().decode(entry.value.expose()));
  if (set.total !== undefined && share.id > set.total) refuse('share-id-out-of-range', { id: share.id, most: set.total });
  for (const before of so.shares) {
    const other = readTextShare(new TextDecoder().decode(before.value.expose()));
    if (other.bits !== share.bits || other.digits !== share.digits) refuse('text-shares-mixed');
    if (other.id === share.id) refuse(other.text === share.text ? 'share-twice' : 'share-id-twice', { id: share.id });
  }
  Object.assign(so.known, set);
  return { idText: String(share.id), trusted: false, name: t('Share {id}', { id: share.id }) };
}

/** Decimal, from 1. Refusal share-id-malformed, share-id-zero, share-id-out-of-range. */
export function shareNumber(idText: string, most: number): number {
  const text = idText.trim();
  if (!/^\d{1,3}$/.test(text)) refuse('share-id-malformed');
  const id = Number(text);
  if (id === 0) refuse('share-id-zero');
  if (id > most) refuse('share-id-out-of-range', { id, most });
  return id;
}

/** The fingerprint that the register holds of this part, whoever has it. */
export function expectedFingerprint(register: Register | undefined, setId: string | undefined, index: number): string | undefined {
  if (setId === undefined) return undefined;
  return register?.holdings.find((holding) => holding.setId === setId && holding.index === index)?.fingerprint;
}

/** The set with what this entry adds: a scanned code tells everything, a sheet ID what the register knows of it. Refusal share-of-other-set. */
function setOf(
  entry: ShareEntry,
  so: ShareCollection,
): { setId?: string | undefined; threshold?: number | undefined; total?: number | undefined } {
  const { setId, threshold, total } = so.known;
  const told = entry.setId ?? setOfSheet(so.register, entry.sheetId)?.setId;
  if (told === undefined) return { setId, threshold, total };
  if (setId !== undefined && told !== setId) refuse('share-of-other-set', { expected: setId, got: told });
  const registered = so.register?.sets.find((set) => set.setId === told);
  return {
    setId: told,
    // What the sheet or the register says counts for more than what somebody remembers.
    threshold: registered?.threshold ?? entry.threshold ?? threshold,
    total: registered?.total ?? entry.total ?? total,
  };
}

function setOfSheet(register: Register | undefined, sheetId: string | undefined): ShareSet | undefined {
  if (sheetId === undefined) return undefined;
  const setId = register?.holdings.find((holding) => holding.sheetId === sheetId)?.setId;
  return register?.sets.find((set) => set.setId === setId);
}

/** A number of a stock share with letters is hexadecimal; all others are taken as printed. */
function asPoint({ idText, value }: Pick<CollectedShare, 'idText' | 'value'>): { readonly id: number; readonly value: Uint8Array } {
  return { id: Number.parseInt(idText, /^\d+$/.test(idText) ? 10 : 16), value: value.expose() };
}
