import { z } from 'zod';
import { aesSizes, curveNames, rsaSizes } from '../../algorithms.ts';
import type { ExportedKey, KeyName, TestReport } from '../../models/reports.ts';
import { aConfirmation, aLabel, aReference, aSerial, onDevice, onKey, operation } from '../operation.ts';

/** Keys and their wrapped files. */
export const keyOperations = {
  'key.open': operation<void>('Show Key')(onKey, 'shows'),
  'key.generate-aes': operation<KeyName>('Generate AES Key')(
    z.strictObject({
      serial: aSerial,
      label: aLabel,
      size: z.literal(aesSizes),
      capabilities: z.array(z.number().int().min(0).max(255)).max(16),
    }),
    'changes card',
  ),
  'key.generate-rsa': operation<KeyName>('Generate RSA Key')(
    z.strictObject({ serial: aSerial, label: aLabel, size: z.literal(rsaSizes) }),
    'changes card',
  ),
  'key.generate-ec': operation<KeyName>('Generate ECC Key')(
    z.strictObject({ serial: aSerial, label: aLabel, curve: z.enum(curveNames) }),
    'changes card',
  ),
  'key.export': operation<ExportedKey>('Export Key')(onKey, 'reads'),
  'key.import': operation<KeyName>('Import Key')(onDevice, 'changes card'),
  'key.rename': operation<void>('Rename Key')(z.strictObject({ serial: aSerial, reference: aReference, label: aLabel }), 'changes card'),
  'key.delete': operation<void>('Delete Key')(
    z.strictObject({ serial: aSerial, reference: aReference, confirmation: aConfirmation }),
    'changes card',
  ),
  'key.test': operation<TestReport>('Test Key')(onKey, 'reads'),
} as const;
