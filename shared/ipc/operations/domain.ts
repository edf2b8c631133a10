import { z } from 'zod';
import { t } from '../../language/text.ts';
import { aConfirmation, aKeyDomain, aSerial, operation } from '../operation.ts';

const onDomain = { serial: aSerial, keyDomain: aKeyDomain };

/** Key domains of a device that was initialized with them. */
export const domainOperations = {
  'domain.set-up': operation<void>(t('Set Up Key Domain'))(
    z.strictObject({ ...onDomain, shares: z.number().int().min(1).max(255) }),
    'changes card',
    'asked first',
  ),
  'domain.remove-dkek': operation<void>(t('Remove DKEK'))(
    z.strictObject({ ...onDomain, confirmation: aConfirmation }),
    'changes card',
    'asked within',
  ),
  'domain.delete': operation<void>(t('Delete Key Domain'))(
    z.strictObject({ ...onDomain, confirmation: aConfirmation }),
    'changes card',
    'asked within',
  ),
} as const;
