import { z } from 'zod';
import { t } from '../../language/text.ts';
import type { CreatedShare, ImportedShare } from '../../models/reports.ts';
import { aKcv, aKeyDomain, anId, aSerial, aSplit, operation, shareWay } from '../operation.ts';

/** DKEK shares. */
export const shareOperations = {
  /** With a split, each of `custodians` gets one part of a generated password, in this order. */
  'share.create': operation<CreatedShare>(t('Create DKEK Share'))(z.strictObject({ serial: aSerial, split: aSplit.optional() }), 'reads'),
  'share.import': operation<ImportedShare>(t('Import DKEK Share'))(
    z.strictObject({
      serial: aSerial,
      /** Only on a device with key domains: which one takes the share. */
      keyDomain: aKeyDomain.optional(),
      expectedShareKcv: aKcv.optional(),
      expectedDkekKcv: aKcv.optional(),
      ...shareWay,
    }),
    'changes card',
    'secret',
  ),
  /** Recovers the password of a share file from its quorum and splits a new one for another group: new salt, new file, new sheets. */
  'share.reissue': operation<CreatedShare>(t('Re-issue Shares'))(z.strictObject({ setId: anId, split: aSplit }), 'reads'),
} as const;
