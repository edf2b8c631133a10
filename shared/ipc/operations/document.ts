import { z } from 'zod';
import { t } from '../../language/text.ts';
import type { DocumentOutcome } from '../../models/document.ts';
import { anId, operation } from '../operation.ts';

/** Documents that main has made: reports, minutes, certificates. */
export const documentOperations = {
  'document.show': operation<DocumentOutcome>(t('Save or Print'))(z.strictObject({ document: anId }), 'reads'),
} as const;
