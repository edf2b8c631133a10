/** The words of a hash in rows of eight, to be read aloud row by row; `isLarge` to be read from across a table. */
export function HashWords({
  words,
  label,
  isLarge,
}: {
  readonly words: readonly string[];
  readonly label: string;
  readonly isLarge?: boolean;
}) {
  return (
    <ol className={isLarge ? 'hash-words large' : 'hash-words'} aria-label={label}>
      {words.map((word, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a word is known by its place
        <li key={index}>{word}</li>
      ))}
    </ol>
  );
}
