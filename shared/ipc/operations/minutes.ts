import { z } from 'zod';
import { t } from '../../language/text.ts';
import type { DocumentOutcome } from '../../models/document.ts';
import { formNames, type MadeMinutes, type SignedHead } from '../../models/minutes.ts';
import { nothing, onKey, operation } from '../operation.ts';

/** What a ceremony leaves on paper, and a signature over its transcript. */
export const minutesOperations = {
  /** Of the ceremony as far as it has come. They are shown by `document.show`. */
  'minutes.make': operation<MadeMinutes>(t('Minutes'))(nothing, 'reads'),
  /** `filled`: with what plan and register know; otherwise blank. */
  'minutes.print-forms': operation<DocumentOutcome>(t('Print Forms'))(
    z.strictObject({ forms: z.array(z.enum(formNames)).min(1).max(formNames.length), filled: z.boolean() }),
    'reads',
  ),
  /** Signs the transcript's head with an RSA or EC key of a device that is logged in. */
  'minutes.sign': operation<SignedHead>(t('Sign Transcript'))(onKey, 'reads'),
} as const;
