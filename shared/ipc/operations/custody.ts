import { z } from 'zod';
import { t } from '../../language/text.ts';
import type { SoloCheck } from '../../models/reports.ts';
import { aName, anId, nothing, operation } from '../operation.ts';

/** The ceremony folder, its custodians, and what they hold. */
export const custodyOperations = {
  'custody.open-folder': operation<void>(t('Open Ceremony Folder'))(nothing, 'reads'),
  'custody.close-folder': operation<void>(t('Close Ceremony Folder'))(nothing, 'reads'),
  'custody.add-custodian': operation<void>(t('Add Custodian'))(z.strictObject({ name: aName, organisation: z.string().max(80) }), 'reads'),
  'custody.change-custodian': operation<void>(t('Change Custodian'))(
    z.strictObject({ id: z.string().max(40), name: aName, organisation: z.string().max(80) }),
    'reads',
  ),
  /** Only one who holds nothing. */
  'custody.remove-custodian': operation<void>(t('Remove Custodian'))(z.strictObject({ id: z.string().max(40) }), 'reads'),
  'custody.seal': operation<void>(t('Seal in Bag'))(z.strictObject({ sheetId: anId, teb: aName }), 'reads'),
  /** One custodian checks one of their envelopes or sheets alone. */
  'custody.solo-check': operation<SoloCheck>(t('Check Alone'))(z.strictObject({ sheetId: anId }), 'reads'),
} as const;
