import { useRef } from 'react';
import type { DeviceSnapshot, KeySnapshot } from '../../../shared/models/snapshot.ts';
import type { KeyReference, Serial } from '../../../shared/numbers.ts';
import { useLastSeenDevice } from '../../dialogs/dialog-place.ts';

/** A key and its device as they are now, or as they were last seen; undefined where they were never seen. */
export function useLastSeenKey(
  serial: Serial,
  reference: KeyReference,
): { readonly device: DeviceSnapshot; readonly key: KeySnapshot } | undefined {
  const device = useLastSeenDevice(serial);
  const now = device?.keys.find((key) => key.reference === reference);
  const last = useRef(now);
  // details are read once more after a change; until then the old ones are shown
  if (now && (now.details || !last.current)) last.current = now;
  return device && last.current ? { device, key: last.current } : undefined;
}
