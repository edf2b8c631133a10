import { z } from 'zod';
import { t } from '../../language/text.ts';
import type { ExportedPublicKey, PkaCandidate, RegisteredPublicKey } from '../../models/reports.ts';
import { aSerial, onDevice, onKey, operation } from '../operation.ts';

/** A device, and a key on a custodian's device. */
const withKey = z.strictObject({ serial: aSerial, custodian: onKey });

/** Public key authentication, n of m. */
export const publicKeyAuthenticationOperations = {
  'pka.refresh': operation<void>(t('Refresh Status'))(onDevice, 'reads'),
  /** Keys on the other devices within reach that can be registered, or can authenticate. */
  'pka.find-keys': operation<readonly PkaCandidate[]>(t('Look for Keys'))(onDevice, 'reads'),
  'pka.register-file': operation<RegisteredPublicKey>(t('Register Public Key'))(onDevice, 'changes card', 'asked within'),
  'pka.register-key': operation<RegisteredPublicKey>(t('Register Public Key'))(withKey, 'changes card', 'asked within'),
  'pka.authenticate': operation<void>(t('Authenticate with Device'))(withKey, 'reads'),
  'pka.export': operation<ExportedPublicKey>(t('Export Public Key for Registration'))(onKey, 'reads'),
} as const;
