/** What a failure says: what happened, what it means, what to do next. Whole sentences, each for a person. */
export interface FailureWords {
  readonly what: string;
  readonly meaning: string;
  readonly next: string;
}

export const words = (what: string, meaning: string, next: string): FailureWords => ({ what, meaning, next });
export const tries = (left: number): string => (left === 1 ? '1 try' : `${left} tries`);

export const untouched = 'Nothing on the device was changed.';
export const pickOther = 'Choose another file and try again.';
