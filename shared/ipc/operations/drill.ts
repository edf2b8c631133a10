import { z } from 'zod';
import { t } from '../../language/text.ts';
import type { DocumentOutcome } from '../../models/document.ts';
import { type DrillOutcome, drillWays } from '../../models/drill.ts';
import { aSerial, nothing, operation, shareWay } from '../operation.ts';

/** Proving that paper and files bring the keys back, without touching a production device. What becomes of it is in the snapshot. */
export const drillOperations = {
  'drill.add-folder': operation<void>(t('Choose Folder'))(nothing, 'reads'),
  'drill.add-file': operation<void>(t('Choose File'))(nothing, 'reads'),
  /** A wrapped key from its sheet, typed or scanned; nothing is saved. */
  'drill.add-sheet': operation<void>(t('From Paper'))(nothing, 'reads'),
  /** Takes one of the chosen files from the list, known by its hash, or what cannot be used, or everything. */
  'drill.remove': operation<void>(t('Remove'))(
    z.strictObject({ what: z.union([z.enum(['all', 'unusable']), z.string().length(64)]) }),
    'shows',
  ),
  /** Answers when the drill is over. */
  'drill.run': operation<DrillOutcome>(t('Restore drill'))(
    z.strictObject({
      way: z.enum(drillWays),
      /** The spare. */
      serial: aSerial.optional(),
      /** What was typed to allow that the spare is erased: four characters of its serial, or all where it holds keys. */
      confirmation: z.string().max(15).optional(),
      /** One for each DKEK share: where its file comes from, and how it is opened. */
      shares: z
        .array(z.strictObject({ from: z.enum(['file', 'paper']), ...shareWay }))
        .min(1)
        .max(255),
    }),
    'changes card',
    'secret',
  ),
  'drill.stop': operation<void>(t('Stop'))(nothing, 'reads'),
  /** Opens the certificate of the last drill as a document that can be printed and saved. */
  'drill.certificate': operation<DocumentOutcome>(t('Drill Certificate'))(nothing, 'reads'),
  /** Takes the outcome from the screen. */
  'drill.clear': operation<void>(t('Clear'))(nothing, 'shows'),
} as const;
