import { t } from '../language/text.ts';

/** What a failure says: what happened, what it means, what to do next. Whole sentences, each for a person. */
export interface FailureWords {
  readonly what: string;
  readonly meaning: string;
  readonly next: string;
}

export const words = (what: string, meaning: string, next: string): FailureWords => ({ what, meaning, next });

export const untouched = t('Nothing on the device was changed.');
export const pickOther = t('Choose another file and try again.');
