import { z } from 'zod';
import { t } from '../../language/text.ts';
import type { ExportedObject, ImportedCertificates, ImportedData } from '../../models/object-reports.ts';
import { aConfirmation, aLabel, anObjectFile, aSerial, onDevice, onObject, operation } from '../operation.ts';

/** Certificates without a key, and data. */
export const objectOperations = {
  'object.read': operation<void>(t('Read Certificates and Data'))(onDevice, 'reads'),
  'object.import-certificate': operation<ImportedCertificates>(t('Import Certificate'))(onDevice, 'changes card', 'asked within'),
  'object.import-data': operation<ImportedData>(t('Import Data'))(
    z.strictObject({ serial: aSerial, label: aLabel, application: aLabel, confidential: z.boolean() }),
    'changes card',
    'asked within',
  ),
  'object.export': operation<ExportedObject>(t('Export Object'))(onObject, 'reads'),
  'object.rename': operation<void>(t('Rename Object'))(
    z.strictObject({ serial: aSerial, file: anObjectFile, label: aLabel }),
    'changes card',
    'asked first',
  ),
  'object.delete': operation<void>(t('Delete Object'))(
    z.strictObject({ serial: aSerial, file: anObjectFile, confirmation: aConfirmation }),
    'changes card',
    'asked within',
  ),
} as const;
