import { t } from '../../language/text.ts';
import type { PreflightFinding } from '../../models/script.ts';
import { nothing, operation } from '../operation.ts';

/** The machine that this app runs on. */
export const workstationOperations = {
  /** Outside of a ceremony: recorded nowhere. */
  'workstation.check': operation<readonly PreflightFinding[]>(t('Workstation'))(nothing, 'shows'),
} as const;
