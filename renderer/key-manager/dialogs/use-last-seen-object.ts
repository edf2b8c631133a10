import { useRef } from 'react';
import type { DeviceSnapshot } from '../../../shared/models/snapshot.ts';
import type { StoredObject } from '../../../shared/models/stored-object.ts';
import type { ObjectFile } from '../../../shared/numbers.ts';

/** The object as it is now, or as it was last seen: a dialog does not fall apart while the device is read again. */
export function useLastSeenObject(device: DeviceSnapshot | undefined, file: ObjectFile): StoredObject | undefined {
  const now = device?.objects.kind === 'read' ? device.objects.all.find((object) => object.file === file) : undefined;
  const last = useRef(now);
  if (now) last.current = now;
  return last.current;
}
