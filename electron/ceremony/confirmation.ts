import { refuse } from '../../shared/failure.ts';
import type { Device } from './fleet/device.ts';
import type { Person } from './person.ts';

/** Refusal confirmation-differs unless the person typed the last four characters of this device's serial. */
export function confirmSerial(device: Device, typed: string): void {
  if (typed.toUpperCase() !== device.serial.slice(-4).toUpperCase()) refuse('confirmation-differs', { serial: device.serial });
}

/**
 * Asks in a window of main's own whether this shall be done to the device, which cannot be undone. What the main window sends proves nothing of a
 * person: a page that was taken over can type the end of a serial too. Refusal cancelled.
 */
export function confirmOnce(
  person: Person,
  device: Device,
  { title, purpose }: { readonly title: string; readonly purpose: string },
): Promise<void> {
  return person.secrets({ title, device: device.title, purpose, fields: [], agree: title }, async () => undefined);
}
