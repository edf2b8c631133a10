import { z } from 'zod';
import { t } from '../../language/text.ts';
import type { TestPlan, TestReport } from '../../models/reports.ts';
import type { Snapshot } from '../../models/snapshot.ts';
import { aConfirmation, aLabel, aReference, aSerial, nothing, onReader, operation } from '../operation.ts';

/** Devices as a whole, and work that can be cancelled. */
export const deviceOperations = {
  'state.read': operation<Snapshot>(t('Show Devices'))(nothing, 'shows'),
  'work.cancel': operation<void>(t('Cancel'))(z.strictObject({ work: z.string().max(64) }), 'shows'),
  'device.initialize': operation<void>(t('Initialize Device'))(
    z.strictObject({
      serial: aSerial,
      label: aLabel,
      scheme: z.enum(['shares', 'random', 'none', 'domains']),
      /** Only looked at for the scheme `shares`. */
      shares: z.number().int().min(1).max(255),
      /** Only looked at for the scheme `domains`. */
      domains: z.number().int().min(2).max(16).optional(),
      retries: z.number().int().min(1).max(10),
      resetWithSoPin: z.boolean(),
      /** The User PIN must be changed before the first login. */
      transportPin: z.boolean().optional(),
      /** Public key authentication: keys in total, keys needed, and whether the User PIN is needed as well. */
      publicKeys: z
        .strictObject({ total: z.number().int().min(1).max(90), required: z.number().int().min(1).max(90), withPin: z.boolean() })
        .refine(({ total, required }) => required <= total)
        .optional(),
      confirmation: aConfirmation,
    }),
    'changes card',
    'secret',
  ),
  'device.plan-test': operation<TestPlan>(t('Test Device'))(z.strictObject({ serial: aSerial, only: aReference.optional() }), 'shows'),
  /** `counted`: keys with a use counter that the person agreed to use. */
  'device.test': operation<TestReport>(t('Test Device'))(
    z.strictObject({ serial: aSerial, module: z.boolean(), counted: z.array(aReference).max(255) }),
    'reads',
  ),
  'device.read-again': operation<void>(t('Read Device Again'))(onReader, 'reads'),
} as const;
