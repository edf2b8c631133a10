import { refuse } from '../../shared/failure.ts';
import type { Device } from './device.ts';

/** Refusal confirmation-differs unless the person typed the last four characters of this device's serial. */
export function confirmSerial(device: Device, typed: string): void {
  if (typed.toUpperCase() !== device.serial.slice(-4).toUpperCase()) refuse('confirmation-differs', { serial: device.serial });
}
