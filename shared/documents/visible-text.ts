/** Controls, and what turns or hides the text around it: a label from a card could forge a line of a report with them. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** The text with every character that would not be seen, or would move others, written out: `‹U+202E›`. */
export function visible(text: string): string {
  return text.replace(unseen, (found) => `‹U+${(found.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}›`);
}

/** The lines of a text that may have several: those of a paragraph, as its author broke them. */
export function linesOfText(text: string): string[] {
  return text.split(/\r?\n/);
}
