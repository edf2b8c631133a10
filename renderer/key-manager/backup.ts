import { WRAP } from '../../shared/algorithms.ts';
import type { DeviceSnapshot, KeySnapshot } from '../../shared/models/snapshot.ts';
import { type DkekPlace, placeOfKey } from './dkek-place.ts';

/** Whether a key can outlive its device. Decided by the DKEK scheme, and for AES keys by WRAP (92), both for good. */
export type Backup = 'possible' | 'into this device only' | 'no DKEK' | 'shares missing' | 'no WRAP' | 'not known yet';

export function backupOf(key: KeySnapshot, device: DeviceSnapshot): Backup {
  const { type, details } = key;
  const place = placeOfKey(key, device);
  // Only AES keys are made with a list that decides it; a list of another key type says what it may sign.
  if (type.kind === 'AES' && details?.capabilities && !details.capabilities.includes(WRAP)) return 'no WRAP';
  if (device.keyDomains && key.keyDomain === undefined) return 'not known yet';
  if (place.dkek.kind === 'none') return 'no DKEK';
  if (place.dkek.kind === 'incomplete') return 'shares missing';
  if (!details) return 'not known yet';
  return isOwnDkek(place) ? 'into this device only' : 'possible';
}

/** The scheme "Random DKEK": the device made it by itself, and no other device has it. */
export function isOwnDkek({ dkek }: Pick<DkekPlace, 'dkek'>): boolean {
  return dkek.kind === 'complete' && dkek.shares === 0;
}
