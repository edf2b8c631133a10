import { z } from 'zod';
import { t } from '../../language/text.ts';
import type { DocumentOutcome } from '../../models/document.ts';
import { nothing, operation } from '../operation.ts';

/** Looking at files without a PIN and without a device. What was found is in the snapshot. */
export const inspectOperations = {
  'inspect.file': operation<void>(t('Inspect File'))(nothing, 'reads'),
  'inspect.folder': operation<void>(t('Inspect Folder'))(nothing, 'reads'),
  /** Files and folders that were dropped onto the window. Of anything but ciphertext, only name and size are told. */
  'inspect.dropped': operation<void>(t('Inspect Dropped Files'))(
    z.strictObject({ paths: z.array(z.string().max(4096)).min(1).max(100) }),
    'reads',
  ),
  /** Opens what was found as a document that can be printed and saved. */
  'inspect.report': operation<DocumentOutcome>(t('Report'))(nothing, 'reads'),
  'inspect.clear': operation<void>(t('Clear'))(nothing, 'shows'),
} as const;
