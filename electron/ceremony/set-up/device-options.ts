import type { DeviceSnapshot } from '../../../shared/models/snapshot.ts';
import { type CardSession, RESET_WITH_SO_PIN } from '../../card/session.ts';

/** What the applet tells of the options it was initialized with; version 1.x tells none. */
export function optionsOf({ options, platform }: CardSession): Pick<DeviceSnapshot, 'options' | 'resetWithSoPin'> {
  return { ...(platform < 0 ? {} : { options }), resetWithSoPin: (options & RESET_WITH_SO_PIN) !== 0 };
}
