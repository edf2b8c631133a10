import { z } from 'zod';
import { t } from '../../language/text.ts';
import { aReader, aSerial, nothing, onReader, operation } from '../operation.ts';

/** Simulated readers and devices. */
export const rehearsalOperations = {
  'rehearsal.start': operation<void>(t('Start Rehearsal'))(nothing, 'reads'),
  'rehearsal.leave': operation<void>(t('Leave Rehearsal'))(nothing, 'reads'),
  'rehearsal.add-reader': operation<void>(t('Add Reader'))(z.strictObject({ pinPad: z.boolean().optional() }), 'reads'),
  'rehearsal.remove-reader': operation<void>(t('Remove Reader'))(onReader, 'reads'),
  /** Inserts the simulated device with this serial, or a new one where none is named. */
  'rehearsal.insert-device': operation<void>(t('Insert Device'))(z.strictObject({ reader: aReader, serial: aSerial.optional() }), 'reads'),
  'rehearsal.pull-device': operation<void>(t('Pull Device'))(onReader, 'reads'),
} as const;
