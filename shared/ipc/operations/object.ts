import { z } from 'zod';
import type { ExportedObject, ImportedCertificates, ImportedData } from '../../models/object-reports.ts';
import { aConfirmation, aLabel, anObjectFile, aSerial, onDevice, onObject, operation } from '../operation.ts';

/** Certificates without a key, and data. */
export const objectOperations = {
  'object.read': operation<void>('Read Certificates and Data')(onDevice, 'reads'),
  'object.import-certificate': operation<ImportedCertificates>('Import Certificate')(onDevice, 'changes card'),
  'object.import-data': operation<ImportedData>('Import Data')(
    z.strictObject({ serial: aSerial, label: aLabel, application: aLabel, confidential: z.boolean() }),
    'changes card',
  ),
  'object.export': operation<ExportedObject>('Export Object')(onObject, 'reads'),
  'object.rename': operation<void>('Rename Object')(z.strictObject({ serial: aSerial, file: anObjectFile, label: aLabel }), 'changes card'),
  'object.delete': operation<void>('Delete Object')(
    z.strictObject({ serial: aSerial, file: anObjectFile, confirmation: aConfirmation }),
    'changes card',
  ),
} as const;
