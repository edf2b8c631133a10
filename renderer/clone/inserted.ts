import type { DeviceSnapshot, Snapshot } from '../../shared/models/snapshot.ts';

/** The devices in all readers, as they are now. */
export function devicesIn({ readers }: Pick<Snapshot, 'readers'>): DeviceSnapshot[] {
  return readers.flatMap(({ card }) => (card.kind === 'device' ? [card.device] : []));
}
