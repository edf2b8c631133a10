import { concat } from '../../shared/bytes.ts';

const mostAttempts = 3000;

/** The smallest input found that still `fails`: pieces are taken out, from large to small, then bytes set to zero. */
export async function minimise(
  input: Uint8Array,
  fails: (candidate: Uint8Array) => Promise<boolean>,
  attempts = mostAttempts,
): Promise<Uint8Array> {
  let smallest = input;
  let left = attempts;
  const tries = async (candidate: Uint8Array) => {
    if (left-- <= 0 || !(await fails(candidate))) return false;
    smallest = candidate;
    return true;
  };
  for (let size = smallest.length >> 1; size >= 1; size >>= 1) {
    for (let at = 0; at < smallest.length && left > 0; ) {
      if (!(await tries(concat(smallest.subarray(0, at), smallest.subarray(at + size))))) at += size;
    }
  }
  for (let at = 0; at < smallest.length && left > 0 && smallest.length <= 256; at++) {
    if (smallest[at] === 0x30) continue;
    const plain = smallest.slice();
    plain[at] = 0x30;
    await tries(plain);
  }
  return smallest;
}
