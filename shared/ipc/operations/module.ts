import { z } from 'zod';
import { aesSizes, curveNames, rsaSizes } from '../../algorithms.ts';
import { t } from '../../language/text.ts';
import type { ModuleFile } from '../../models/module.ts';
import type { KeyName } from '../../models/reports.ts';
import { aConfirmation, aLabel, aSerial, nothing, operation } from '../operation.ts';

/** The PKCS#11 module of this workstation, and devices as applications see them through it. */
export const moduleOperations = {
  /** The modules in the usual places, none of them started. */
  'module.find': operation<readonly ModuleFile[]>(t('Choose PKCS#11 Module'))(nothing, 'reads'),
  /** A file that the person points at in the system's dialog, not started. */
  'module.pick-file': operation<ModuleFile>(t('Choose PKCS#11 Module'))(nothing, 'reads'),
  /** Only a file that one of the two gave. */
  'module.choose': operation<void>(t('Choose PKCS#11 Module'))(z.strictObject({ path: z.string().min(1).max(4096) }), 'reads'),
  'module.look': operation<void>(t('Look through Module'))(z.strictObject({ serial: aSerial, login: z.boolean() }), 'reads'),
  'module.generate': operation<KeyName>(t('Generate Key through Module'))(
    z.strictObject({
      serial: aSerial,
      label: aLabel,
      type: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('RSA'), size: z.literal(rsaSizes) }),
        z.strictObject({ kind: z.literal('EC'), curve: z.enum(curveNames) }),
        z.strictObject({
          kind: z.literal('AES'),
          size: z.literal(aesSizes),
          algorithms: z.array(z.number().int().min(0).max(255)).min(1).max(16).optional(),
          uses: z.number().int().min(1).max(0xfffffffe).optional(),
        }),
      ]),
    }),
    'changes card',
    'secret',
  ),
  'module.delete': operation<void>(t('Delete through Module'))(
    z.strictObject({
      serial: aSerial,
      /** Of the objects to be deleted, hex. */
      id: z.string().regex(/^([0-9A-Fa-f]{2}){1,255}$/),
      label: aLabel,
      confirmation: aConfirmation,
    }),
    'changes card',
    'secret',
  ),
} as const;
