import { refuse } from '../../shared/failure.ts';

/**
 * Reads what a card answered. The card is not trusted: whatever the codecs find malformed becomes the Refusal
 * device-answer-malformed.
 */
export function understood<T>(during: string, read: () => T): T {
  const result = unlessMalformed(() => ({ value: read() }));
  if (!result) refuse('device-answer-malformed', { during });
  return result.value;
}

/** What `read` gives, or undefined where the codecs find its input malformed. Other errors are defects, and pass. */
export function unlessMalformed<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The answer as it is when it has the expected number of bytes; Refusal device-answer-malformed otherwise. */
export function ofLength(data: Uint8Array, length: number, during: string): Uint8Array {
  if (data.length !== length) refuse('device-answer-malformed', { during });
  return data;
}
