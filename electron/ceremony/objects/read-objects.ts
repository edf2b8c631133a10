import { refuse } from '../../../shared/failure.ts';
import type { StoredObject } from '../../../shared/models/stored-object.ts';
import type { ObjectFile, Serial } from '../../../shared/numbers.ts';
import type { Device } from '../fleet/device.ts';
import type { Workstation } from '../workstation.ts';

/** Reads what the node "Certificates and data" shows: a list, then 2 commands for each object. */
export function readObjects({ fleet }: Workstation, serial: Serial): Promise<void> {
  return fleet.run(serial, 'Read Certificates and Data', async (device) => {
    await device.readObjects();
  });
}

/** The object as the card has it now. Refusal no-such-object. */
export async function presentObject(device: Device, file: ObjectFile): Promise<StoredObject> {
  const all = await device.readObjects();
  return all.find((object) => object.file === file) ?? refuse('no-such-object');
}

/** `the certificate "label"`, or by its file where it has none. */
export function nameOfObject({ kind, label, file }: StoredObject): string {
  const what = kind === 'certificate' ? 'the certificate' : 'the data object';
  return label ? `${what} "${label}"` : `${what} without a label (file ${file.toString(16).toUpperCase()})`;
}
