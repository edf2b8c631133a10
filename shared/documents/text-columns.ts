/** Scripts whose characters take two cells of a terminal or of a fixed-width font. */
const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff01-\uff60]|\p{Emoji_Presentation}/u;
const onTop = /\p{M}/u;

/** How many cells a text takes in a fixed-width font. */
export function cellsWide(text: string): number {
  let cells = 0;
  for (const character of text) cells += onTop.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return cells;
}

export function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - cellsWide(text)));
}

/** The text in lines of at most `width` cells, broken at spaces; a word that is longer is cut. At least one line. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/ +/).flatMap((each) => cut(each, width))) {
    if (line !== '' && cellsWide(line) + 1 + cellsWide(word) > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

function cut(word: string, width: number): string[] {
  const parts: string[] = [];
  let part = '';
  for (const character of word) {
    if (part !== '' && cellsWide(part + character) > width) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return [...parts, part];
}
