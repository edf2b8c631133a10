import { z } from 'zod';
import { aesSizes, curveNames, MOST_USES, rsaSizes } from '../../algorithms.ts';
import { t } from '../../language/text.ts';
import type { ExportedKey, KeyName, TestReport } from '../../models/reports.ts';
import { aConfirmation, aKeyDomain, aLabel, aReference, aSerial, onDevice, onKey, operation } from '../operation.ts';

/** What may be set for any new key. */
const keyTerms = {
  serial: aSerial,
  label: aLabel,
  /** How often it may be used; left out: without limit. */
  useCounter: z.number().int().min(1).max(MOST_USES).optional(),
  /** Only on a device with key domains. */
  keyDomain: aKeyDomain.optional(),
};

/** Keys and their wrapped files. */
export const keyOperations = {
  'key.open': operation<void>(t('Show Key'))(onKey, 'shows'),
  'key.generate-aes': operation<KeyName>(t('Generate AES Key'))(
    z.strictObject({
      ...keyTerms,
      size: z.literal(aesSizes),
      capabilities: z.array(z.number().int().min(0).max(255)).max(16),
    }),
    'changes card',
    'asked first',
  ),
  'key.generate-rsa': operation<KeyName>(t('Generate RSA Key'))(
    z.strictObject({ ...keyTerms, size: z.literal(rsaSizes) }),
    'changes card',
    'asked first',
  ),
  'key.generate-ec': operation<KeyName>(t('Generate ECC Key'))(
    z.strictObject({ ...keyTerms, curve: z.enum(curveNames) }),
    'changes card',
    'asked first',
  ),
  'key.export': operation<ExportedKey>(t('Export Key'))(onKey, 'reads'),
  'key.import': operation<KeyName>(t('Import Key'))(onDevice, 'changes card', 'asked within'),
  'key.rename': operation<void>(t('Rename Key'))(
    z.strictObject({ serial: aSerial, reference: aReference, label: aLabel }),
    'changes card',
    'asked first',
  ),
  'key.delete': operation<void>(t('Delete Key'))(
    z.strictObject({ serial: aSerial, reference: aReference, confirmation: aConfirmation }),
    'changes card',
    'asked within',
  ),
  /** `counted`: whether a key with a use counter may be used. */
  'key.test': operation<TestReport>(t('Test Key'))(
    z.strictObject({ serial: aSerial, reference: aReference, counted: z.boolean() }),
    'reads',
  ),
} as const;
