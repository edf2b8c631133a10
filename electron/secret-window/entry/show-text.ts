import type { Secret } from '../../crypto/secret.ts';
import { type EntryTask, Outcome } from './entry-task.ts';

/** Shows a text that was combined, once the person says that nobody else can see it. The caller wipes the text. */
export function showTextTask(title: string, device: string | undefined, text: Secret): EntryTask<void> {
  const outcome = new Outcome<void>();
  return {
    page: { kind: 'text', title, ...(device === undefined ? {} : { device }) },
    calls: {
      'show-text': async () => {
        outcome.touched = true;
        return Uint8Array.from(text.expose());
      },
      done: async () => {
        outcome.resolve();
        return null;
      },
    },
    outcome,
    closed: () => outcome.resolve(),
  };
}
