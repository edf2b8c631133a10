/**
 * What more shares than needed tell about each other: they agree; these ones (by their numbers) are wrong; or some are
 * wrong and which ones cannot be told. With exactly as many as needed there is nothing to compare, so they agree.
 */
export type CrossCheck = { readonly ok: true } | { readonly bad: readonly number[] } | { readonly undecided: true };

export interface CheckableShare {
  readonly id: number;
  /** Known to be right, because its fingerprint is the one in the register. */
  readonly trusted?: boolean;
}

/**
 * Looks for the shares that do not lie on the polynomial of the rest. `fits(basis, position)` says whether the share at
 * `position` lies on the polynomial through the `threshold` shares at the positions `basis`.
 *
 * A set of shares is believed when it holds one more than the threshold, because wrong ones agree by chance only once in
 * as many cases as there are values; and only when no other set does, because shares of two whole sets may have been
 * mixed. Shares known to be right belong to every set that is considered; with as many of them as the threshold, they decide alone.
 */
export function crossCheckBy(
  shares: readonly CheckableShare[],
  threshold: number,
  fits: (basis: readonly number[], position: number) => boolean,
): CrossCheck {
  const all = [...shares.keys()];
  const lyingOn = (basis: readonly number[]) => all.filter((position) => basis.includes(position) || fits(basis, position));
  const without = (kept: readonly number[]): CrossCheck => ({
    bad: all.filter((position) => !kept.includes(position)).map((position) => (shares[position] as CheckableShare).id),
  });

  if (all.length <= threshold || lyingOn(all.slice(0, threshold)).length === all.length) return { ok: true };
  const trusted = all.filter((position) => shares[position]?.trusted);
  if (trusted.length >= threshold) {
    const agreeing = lyingOn(trusted.slice(0, threshold));
    return trusted.every((position) => agreeing.includes(position)) ? without(agreeing) : { undecided: true };
  }
  const others = all.filter((position) => !trusted.includes(position));
  let believed: readonly number[] | undefined;
  for (const chosen of choices(others, threshold - trusted.length)) {
    const basis = [...trusted, ...chosen];
    if (believed && basis.every((position) => believed?.includes(position))) continue;
    const agreeing = lyingOn(basis);
    if (agreeing.length <= threshold) continue;
    if (believed) return { undecided: true };
    believed = agreeing;
  }
  return believed ? without(believed) : { undecided: true };
}

/** All ways to choose `count` of the items, in order. */
function* choices(items: readonly number[], count: number): Generator<number[]> {
  if (count === 0) yield [];
  else
    for (let first = 0; first + count <= items.length; first++) {
      for (const rest of choices(items.slice(first + 1), count - 1)) yield [items[first] as number, ...rest];
    }
}
