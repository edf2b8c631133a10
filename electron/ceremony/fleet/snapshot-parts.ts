import type { DeviceSnapshot } from '../../../shared/models/snapshot.ts';

type Parts = { readonly [Name in keyof DeviceSnapshot]?: DeviceSnapshot[Name] | undefined };

/** The state with these parts in place of its own; a part that is undefined is one that the device does not tell. */
export function withParts(state: DeviceSnapshot, parts: Parts): DeviceSnapshot {
  const told = Object.entries({ ...state, ...parts }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(told) as unknown as DeviceSnapshot;
}
