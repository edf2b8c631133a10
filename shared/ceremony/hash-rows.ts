/** The words of a hash in rows of four, on the screen and on paper alike. */
export function hashRows(words: readonly string[]): readonly (readonly string[])[] {
  return Array.from({ length: Math.ceil(words.length / 4) }, (_, row) => words.slice(4 * row, 4 * row + 4));
}
