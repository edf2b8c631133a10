import type { DeviceSnapshot } from '../../../shared/models/snapshot.ts';

/** Whether applications may see other keys or certificates now. Details that have not been read say nothing. */
export function keysDiffer(before: DeviceSnapshot, now: DeviceSnapshot): boolean {
  const names = ({ label, keys }: DeviceSnapshot) =>
    JSON.stringify([label, ...keys.map(({ reference, id, label, type, described }) => [reference, id, label, type.kind, described])]);
  if (names(before) !== names(now)) return true;
  const certificates = now.keys.map(({ details }, index) => [before.keys[index]?.details?.certificate, details?.certificate]);
  return certificates.some(([a, b]) => a !== undefined && b !== undefined && a !== b);
}
