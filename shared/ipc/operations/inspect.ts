import { z } from 'zod';
import type { DocumentOutcome } from '../../models/document.ts';
import { nothing, operation } from '../operation.ts';

/** Looking at files without a PIN and without a device. What was found is in the snapshot. */
export const inspectOperations = {
  'inspect.file': operation<void>('Inspect File')(nothing, 'reads'),
  'inspect.folder': operation<void>('Inspect Folder')(nothing, 'reads'),
  /** Files and folders that were dropped onto the window. Of anything but ciphertext, only name and size are told. */
  'inspect.dropped': operation<void>('Inspect Dropped Files')(
    z.strictObject({ paths: z.array(z.string().max(4096)).min(1).max(100) }),
    'reads',
  ),
  /** Opens what was found as a document that can be printed and saved. */
  'inspect.report': operation<DocumentOutcome>('Report')(nothing, 'reads'),
  'inspect.clear': operation<void>('Clear')(nothing, 'shows'),
} as const;
