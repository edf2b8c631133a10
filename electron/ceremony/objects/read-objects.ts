import { refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { StoredObject } from '../../../shared/models/stored-object.ts';
import type { ObjectFile, Serial } from '../../../shared/numbers.ts';
import type { Device } from '../fleet/device.ts';
import type { Workstation } from '../workstation.ts';

/** Reads what the node "Certificates and data" shows: a list, then 2 commands for each object. */
export function readObjects({ fleet }: Workstation, serial: Serial): Promise<void> {
  return fleet.run(serial, t('Read Certificates and Data'), async (device) => {
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
  const named = { label, file: file.toString(16).toUpperCase() };
  if (kind === 'certificate')
    return label ? t('the certificate "{label}"', named) : t('the certificate without a label (file {file})', named);
  return label ? t('the data object "{label}"', named) : t('the data object without a label (file {file})', named);
}
