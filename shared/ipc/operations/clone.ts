import { z } from 'zod';
import { t } from '../../language/text.ts';
import type { CloneOutcome, VerifyOutcome } from '../../models/clone.ts';
import type { DocumentOutcome } from '../../models/document.ts';
import { aConfirmation, aLabel, anId, aReference, aSerial, nothing, onDevice, operation } from '../operation.ts';

const aTarget = z.strictObject({
  serial: aSerial,
  label: aLabel,
  /** Where the device was in use before. */
  confirmation: aConfirmation.optional(),
});

/** Copying keys to other devices in one supervised run, and comparing devices. What becomes of it is in the snapshot. */
export const cloneOperations = {
  /** Reads capabilities and certificates of all keys of a device, which the plan needs. */
  'clone.survey': operation<void>(t('Look at Keys'))(onDevice, 'shows'),
  'clone.open-folder': operation<void>(t('Choose Folder'))(nothing, 'reads'),
  /** Looks for runs in the ceremony folder that were not brought to their end. */
  'clone.find-unfinished': operation<void>(t('Look for unfinished runs'))(nothing, 'shows'),
  /** Answers when the first device is being written, or the next one is waited for. */
  'clone.start': operation<void>(t('Clone'))(
    z.strictObject({
      source: z.union([z.literal('folder'), aSerial]),
      /** Left out: every key that can be cloned. */
      keys: z.array(aReference).max(255).optional(),
      targets: z.array(aTarget).max(32),
      /** One for each DKEK share: how its file is opened. */
      ways: z
        .array(
          z.strictObject({
            by: z.enum(['password', 'quorum', 'stock-quorum']),
            /** As for `share.import`. */
            needed: z.number().int().min(2).max(255).optional(),
          }),
        )
        .min(1)
        .max(255),
      /** One SO-PIN and one User PIN for all targets, or each its own. */
      samePins: z.boolean(),
      retries: z.number().int().min(1).max(10),
      resetWithSoPin: z.boolean(),
      resume: anId.optional(),
    }),
    'changes card',
    'secret',
  ),
  /** A further device, or one that failed and is tried again. */
  'clone.add': operation<void>(t('Clone next device'))(aTarget, 'changes card', 'asked first'),
  'clone.stop': operation<void>(t('Stop'))(nothing, 'reads'),
  /** Ends the run: shares and PINs are wiped. */
  'clone.finish': operation<CloneOutcome>(t('Finish'))(nothing, 'reads'),
  /** An unfinished run is not offered again. */
  'clone.discard': operation<void>(t('Forget run'))(z.strictObject({ id: anId }), 'reads'),
  /** Takes outcomes from the screen. */
  'clone.clear': operation<void>(t('Clear'))(nothing, 'shows'),
  /** The first device is what the others are compared with. */
  'clone.verify': operation<VerifyOutcome>(t('Verify'))(z.strictObject({ serials: z.array(aSerial).min(1).max(32) }), 'reads'),
  /** Opens the outcome of the run, or of the comparison, as a document that can be printed and saved. */
  'clone.report': operation<DocumentOutcome>(t('Report'))(z.strictObject({ of: z.enum(['run', 'verification']) }), 'reads'),
} as const;
