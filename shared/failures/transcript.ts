import { t } from '../language/text.ts';
import { words } from './words.ts';

/** The transcript of a ceremony. */
export const transcriptFailures = {
  'transcript-altered': (f: { path: string; line: number; detail: string }) =>
    words(
      t('The transcript {path} is not whole: line {line} ({detail}).', f),
      t('Somebody or something changed what was recorded. It was left exactly as it is, and nothing was added to it.'),
      t('Stop and tell the witness. Keep the file as evidence; go on in a new ceremony folder, and record this as an exception.'),
    ),
  'head-signature-wrong': (f: { label: string }) =>
    words(
      t('What the device gave is no signature of the key "{label}" over the head of the transcript.', f),
      t('Nothing was recorded. The device, or its record of the public key, is at fault.'),
      t('Test the key, then sign with another one.'),
    ),
  'file-changed': (f: { path: string }) =>
    words(
      t('{path} was changed by another program while it was open.', f),
      t('What is in the file was not overwritten, and the last entry was not recorded.'),
      t('Close the ceremony folder and open it again: the transcript is verified then.'),
    ),
} as const;
