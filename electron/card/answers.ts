import { Refusal, refuse } from '../../shared/failure.ts';

/**
 * Reads what a card answered. The card is not trusted: whatever `read` finds malformed becomes the Refusal
 * device-answer-malformed; a Refusal of its own passes.
 */
export function understood<T>(during: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Refusal || !(error instanceof Error)) throw error;
    refuse('device-answer-malformed', { during });
  }
}

/** The answer as it is when it has the expected number of bytes; Refusal device-answer-malformed otherwise. */
export function ofLength(data: Uint8Array, length: number, during: string): Uint8Array {
  if (data.length !== length) refuse('device-answer-malformed', { during });
  return data;
}
