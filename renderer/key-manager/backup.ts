import { WRAP } from '../../shared/algorithms.ts';
import type { DeviceSnapshot, KeySnapshot } from '../../shared/models/snapshot.ts';

/** Whether a key can outlive its device. Decided by the DKEK scheme, and for AES keys by WRAP (92), both for good. */
export type Backup = 'possible' | 'into this device only' | 'no DKEK' | 'no WRAP' | 'not known yet';

export function backupOf({ type, details }: KeySnapshot, device: DeviceSnapshot): Backup {
  // Only AES keys are made with a list that decides it; a list of another key type says what it may sign.
  if (type.kind === 'AES' && details?.capabilities && !details.capabilities.includes(WRAP)) return 'no WRAP';
  if (device.dkek.kind !== 'complete') return 'no DKEK';
  if (!details) return 'not known yet';
  return isOwnDkek(device) ? 'into this device only' : 'possible';
}

/** The scheme "Random DKEK": the device made it by itself, and no other device has it. */
export function isOwnDkek({ dkek }: DeviceSnapshot): boolean {
  return dkek.kind === 'complete' && dkek.shares === 0;
}
