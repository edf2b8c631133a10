import { hashRows } from '../../../shared/ceremony/hash-rows.ts';

interface HashWordsProps {
  readonly words: readonly string[];
  readonly label: string;
  /** To be read from across a table. */
  readonly isLarge?: boolean;
}

/** The words of a hash in numbered rows of four, as on paper: read aloud and ticked off row by row. */
export function HashWords({ words, label, isLarge }: HashWordsProps) {
  return (
    <ol className={isLarge ? 'hash-words large' : 'hash-words'} aria-label={label}>
      {hashRows(words).map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is known by its place
        <li key={index}>
          {row.map((word, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a word is known by its place
            <span key={at}>{word} </span>
          ))}
        </li>
      ))}
    </ol>
  );
}
