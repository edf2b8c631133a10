import { z } from 'zod';
import { t } from '../../language/text.ts';
import type { ConfCheck, SavedWebadmSettings, WebadmSettings } from '../../models/webadm.ts';
import { aLabel, aSerial, operation } from '../operation.ts';

const serials = z.array(aSerial).min(1).max(32);
/** Labels of AES keys in their order: the first encrypts. */
const keys = z.array(aLabel).min(1).max(16);

/** The settings that make WebADM use keys on the devices. A PIN goes from the secret window into the file, never through here. */
export const webadmOperations = {
  /** Reads what the AES keys of these devices may do. Needs no login. */
  'webadm.survey': operation<void>(t('Look at AES Keys'))(z.strictObject({ serials }), 'shows'),
  'webadm.show': operation<WebadmSettings>(t('Show Settings'))(z.strictObject({ serials, keys }), 'reads'),
  /** With the PIN where it is asked for: then it is typed in the secret window, and main writes it. */
  'webadm.save': operation<SavedWebadmSettings>(t('Save Settings'))(z.strictObject({ serials, keys, withPin: z.boolean() }), 'reads'),
  /** Compares a webadm.conf, which the person chooses, with these devices. */
  'webadm.check': operation<ConfCheck>(t('Check webadm.conf'))(z.strictObject({ serials: z.array(aSerial).max(32) }), 'reads'),
} as const;
