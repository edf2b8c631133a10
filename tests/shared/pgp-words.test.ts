import { expect, test } from 'vitest';
import { hex } from '../../shared/bytes.ts';
import { pgpWords } from '../../shared/pgp-words.ts';

test('says a fingerprint as its published example does', () => {
  // Example of the PGP word list in Wikipedia, "PGP word list" (20 bytes).
  const bytes = hex.decode('E58294F2E9A227486E8B061B31CC528FD7FA3F19');
  expect(pgpWords(bytes).join(' ')).toBe(
    'topmost Istanbul Pluto vagabond treadmill Pacific brackish dictator goldfish Medusa ' +
      'afflict bravado chatter revolver Dupont midsummer stopwatch whimsical cowbell bottomless',
  );
});

test('has 256 words for even and for odd places, in the order of the alphabet, none of them twice', () => {
  const all = Array.from({ length: 256 }, (_, byte) => byte);
  const even = all.map((byte) => pgpWords(Uint8Array.of(byte))[0] as string);
  const odd = all.map((byte) => pgpWords(Uint8Array.of(0, byte))[1] as string);
  const alphabetical = (column: string[]) => [...new Set(column.map((word) => word.toLowerCase()))].sort();
  expect(even.map((word) => word.toLowerCase())).toEqual(alphabetical(even));
  // The list's one exception, as published: applicant before Apollo.
  const swapped = odd.map((word) => ({ applicant: 'apollo', apollo: 'applicant' })[word.toLowerCase()] ?? word.toLowerCase());
  expect(swapped).toEqual(alphabetical(odd));
  expect(new Set([...even, ...odd]).size).toBe(512);
});
