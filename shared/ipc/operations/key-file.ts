import { z } from 'zod';
import { t } from '../../language/text.ts';
import type { KeyFromFile, OpenedKeyFile } from '../../models/reports.ts';
import { aLabel, aSerial, aShareWay, onDevice, operation } from '../operation.ts';

const aTicket = z.string().regex(/^[0-9A-F]{32}$/);
const words = t('Import from PKCS#12');

/** Private keys from files: PKCS#12, PEM, DER, raw AES. The key itself never leaves main; the window has a ticket for it. */
export const keyFileOperations = {
  'key-file.open': operation<OpenedKeyFile>(words)(onDevice, 'reads'),
  'key-file.import': operation<KeyFromFile>(words)(
    z.strictObject({
      serial: aSerial,
      ticket: aTicket,
      /** Which of the file's keys. */
      index: z.number().int().min(0).max(255),
      label: aLabel,
      /** Only looked at for an AES key. */
      capabilities: z.array(z.number().int().min(0).max(255)).max(16),
      /** How each share of the DKEK is opened, in order. */
      shares: z.array(aShareWay).max(255),
      backup: z.boolean(),
    }),
    'changes card',
    'asked within',
  ),
  /** Wipes the keys of a file that is not wanted any more. */
  'key-file.forget': operation<void>(words)(z.strictObject({ ticket: aTicket }), 'shows'),
} as const;
