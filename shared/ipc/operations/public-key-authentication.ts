import { z } from 'zod';
import type { ExportedPublicKey, PkaCandidate, RegisteredPublicKey } from '../../models/reports.ts';
import { aSerial, onDevice, onKey, operation } from '../operation.ts';

/** A device, and a key on a custodian's device. */
const withKey = z.strictObject({ serial: aSerial, custodian: onKey });

/** Public key authentication, n of m. */
export const publicKeyAuthenticationOperations = {
  'pka.refresh': operation<void>('Refresh Status')(onDevice, 'reads'),
  /** Keys on the other devices within reach that can be registered, or can authenticate. */
  'pka.find-keys': operation<readonly PkaCandidate[]>('Look for Keys')(onDevice, 'reads'),
  'pka.register-file': operation<RegisteredPublicKey>('Register Public Key')(onDevice, 'changes card'),
  'pka.register-key': operation<RegisteredPublicKey>('Register Public Key')(withKey, 'changes card'),
  'pka.authenticate': operation<void>('Authenticate with Device')(withKey, 'reads'),
  'pka.export': operation<ExportedPublicKey>('Export Public Key for Registration')(onKey, 'reads'),
} as const;
