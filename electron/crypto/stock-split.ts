import { unmovedBytes, unmovedCopy } from '../../shared/bytes.ts';
import { refuse } from '../../shared/failure.ts';
import { toNumber } from './modular.ts';
import { Secret } from './secret.ts';
import { checkId, type EnteredShare, OUR_PRIME } from './share-points.ts';
import { combine } from './threshold.ts';

/** One share as a custodian reads it from what sc-hsm-tool printed. */
export interface StockEntry {
  /** As typed: sc-hsm-tool prints it in decimal and reads it as hexadecimal. */
  readonly idText: string;
  readonly value: Uint8Array;
}

/** A password that the shares may mean. Try them in order on the share file, say which one opened it, and wipe all. */
export interface StockCandidate {
  readonly password: Secret;
  readonly reading: 'decimal IDs' | 'hexadecimal IDs';
  /** `without leading zero` is what sc-hsm-tool itself tries; a file it made needs all eight bytes. */
  readonly form: 'eight bytes' | 'without leading zero' | 'sixteen bytes';
}

const EIGHT = 8;

/**
 * The passwords that a split by sc-hsm-tool (64-bit prime; also ours) may mean, most likely first and none twice. Numbers
 * of 10 and more are taken as decimal, as printed, then as hexadecimal, as its own import takes them. Refusals of
 * share-points.ts for the likeliest reading, `share-id-malformed`, `shares-too-few`.
 */
export function stockCandidates(prime: Uint8Array, entries: readonly StockEntry[]): StockCandidate[] {
  const candidates: StockCandidate[] = [];
  const refusals: unknown[] = [];
  for (const [reading, shares] of readings(entries)) {
    try {
      candidates.push(...forms(prime, shares).map((each) => ({ ...each, reading })));
    } catch (refusal) {
      refusals.push(refusal);
    }
  }
  if (candidates.length === 0) throw refusals[0];
  return candidates;
}

function readings(entries: readonly StockEntry[]): ['decimal IDs' | 'hexadecimal IDs', EnteredShare[]][] {
  const texts = entries.map(({ idText }) => idText.trim());
  for (const text of texts) if (!/^[0-9A-Fa-f]{1,3}$/.test(text)) refuse('share-id-malformed');
  const read = (radix: number) => entries.map(({ value }, index) => ({ id: Number.parseInt(texts[index] as string, radix), value }));
  const decimal = texts.every((text) => /^[0-9]+$/.test(text));
  if (!decimal) return [['hexadecimal IDs', read(16)]];
  const [inDecimal, inHex] = [read(10), read(16)];
  const same = inDecimal.every(({ id }, index) => id === inHex[index]?.id);
  for (const { id } of inDecimal) checkId(id);
  return same
    ? [['decimal IDs', inDecimal]]
    : [
        ['decimal IDs', inDecimal],
        ['hexadecimal IDs', inHex],
      ];
}

function forms(prime: Uint8Array, shares: readonly EnteredShare[]): Omit<StockCandidate, 'reading'>[] {
  const secret = combine(prime, shares);
  if (toNumber(prime) === OUR_PRIME) return [{ password: secret, form: 'sixteen bytes' }];
  try {
    const bytes = secret.expose();
    const padded = unmovedBytes(EIGHT);
    padded.set(bytes, EIGHT - bytes.length);
    const first = padded.findIndex((byte) => byte !== 0);
    if (first < 0) refuse('shares-do-not-fit');
    const shorter = new Secret(unmovedCopy(padded.subarray(first)));
    const whole = { password: new Secret(padded), form: 'eight bytes' as const };
    if (first > 0) return [whole, { password: shorter, form: 'without leading zero' }];
    shorter.wipe();
    return [whole];
  } finally {
    secret.wipe();
  }
}
