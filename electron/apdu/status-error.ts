/** The card refused: a status word other than 9000. The words for people are made in card/, where the command is known. */
export class StatusError extends Error {
  readonly sw: number;
  readonly during: string;
  constructor(sw: number, during: string) {
    super(`${during}: status word ${sw.toString(16).toUpperCase().padStart(4, '0')}`);
    this.name = 'StatusError';
    this.sw = sw;
    this.during = during;
  }
}

/** Tries left told by a status word: 63Cx gives x, 6983 gives 0, anything else undefined (ISO 7816-4 5.6). */
export function triesLeft(sw: number): number | undefined {
  if ((sw & 0xfff0) === 0x63c0) return sw & 0x0f;
  return sw === 0x6983 ? 0 : undefined;
}
