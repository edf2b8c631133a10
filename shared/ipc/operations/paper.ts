import { z } from 'zod';
import { t } from '../../language/text.ts';
import type { IssuedSet, RestoredFile, SheetOutcome } from '../../models/reports.ts';
import { aName, aSplit, nothing, operation } from '../operation.ts';

/** Sheets of paper, and texts split among custodians. */
export const paperOperations = {
  /** Splits a text (a PIN, an SO-PIN, an existing password) that is typed in the secret window. */
  'text.split': operation<IssuedSet>(t('Split Text'))(z.strictObject({ purpose: aName, split: aSplit }), 'reads'),
  /** Brings it back from its parts; the text is shown in the secret window only. */
  'text.combine': operation<void>(t('Combine Text'))(
    z.strictObject({
      /** As for `share.import`. */
      needed: z.number().int().min(2).max(9).optional(),
    }),
    'reads',
  ),
  /** Prints the sheet of a share file or a wrapped key that is chosen in a file dialog; custody of the sheet is recorded where one is named. */
  'paper.print-file': operation<SheetOutcome>(t('Print Sheet'))(
    z.strictObject({ copies: z.number().int().min(1).max(9), custodian: z.string().max(40).optional() }),
    'reads',
  ),
  'paper.print-blank': operation<SheetOutcome>(t('Print Blank Form'))(nothing, 'reads'),
  'paper.restore': operation<RestoredFile>(t('Restore from Paper'))(nothing, 'reads'),
} as const;
