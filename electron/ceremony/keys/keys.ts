import { refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { KeySnapshot } from '../../../shared/models/snapshot.ts';
import type { KeyReference, Serial } from '../../../shared/numbers.ts';
import { understood } from '../../card/answers.ts';
import { writeKeyDescription } from '../../card/descriptions.ts';
import { fileOf } from '../../card/files.ts';
import { checkLabel, KEY_LABEL_BYTES } from '../../card/labels.ts';
import { deleteObject, overwriteObject, readObject } from '../../card/objects.ts';
import { relabelKeyDescription } from '../../codec/pkcs15.ts';
import { confirmOnce, confirmSerial } from '../confirmation.ts';
import type { Device } from '../fleet/device.ts';
import { assertLoggedIn } from '../pins/login.ts';
import type { Workstation } from '../workstation.ts';
import { missingDescription } from './missing-description.ts';

/** Reads what a key's node shows: capabilities, certificate, public key. Refusal no-such-key. */
export function openKey({ fleet }: Workstation, serial: Serial, reference: KeyReference): Promise<void> {
  return fleet.run(serial, t('Show Key'), async (device) => {
    if (!(await device.readDetails(reference))) refuse('no-such-key');
  });
}

/**
 * Gives a key another label and leaves all else of its description as it is. A key that was left without a description
 * gets one. Refusal label-…, label-duplicate, no-such-key, pin-not-verified, read-back-differs.
 */
export function renameKey({ fleet }: Workstation, serial: Serial, reference: KeyReference, label: string): Promise<void> {
  return fleet.run(serial, t('Rename Key'), async (device) => {
    const key = device.key(reference) ?? refuse('no-such-key');
    assertLoggedIn(device);
    checkKeyLabel(device, label, reference);
    device.whenInterrupted((now) => {
      const found = now.keys.find((other) => other.reference === reference);
      if (found?.label === label) return t('the key is now named "{label}".', { label });
      return found?.described
        ? t('the key is still named "{label}". Rename it again.', { label: found.label })
        : t('the key has no description. Rename it again.');
    });
    if (key.described) await relabel(device, reference, label);
    else await writeKeyDescription(device.session, reference, { ...(await missingDescription(device, key)), label });
    const renamed = await device.readKey(reference);
    if (renamed.label !== label || !renamed.described) refuse('read-back-differs', { subject: t('the label') });
    device.remembered.descriptions.delete(reference);
  });
}

/**
 * Deletes a key, its description and its certificate, after the person typed the end of the serial and agreed in main's own window;
 * looks that it is gone. Refusal cancelled, confirmation-differs, no-such-key, pin-not-verified, read-back-differs.
 */
export function deleteKey({ fleet, person }: Workstation, serial: Serial, reference: KeyReference, confirmation: string): Promise<void> {
  return fleet.run(serial, t('Delete Key'), async (device) => {
    confirmSerial(device, confirmation);
    const key = device.key(reference) ?? refuse('no-such-key');
    assertLoggedIn(device);
    const name = nameOf(key);
    await confirmOnce(person, device, {
      title: t('Delete Key'),
      button: t('Delete Key'),
      loses: true,
      purpose: t(
        'Deletes {name} from this device, for good. Where no other device and no wrapped file holds it, whatever it protects is lost.',
        { name },
      ),
    });
    device.whenInterrupted((now) => {
      if (now.keys.some((other) => other.reference === reference)) return t('{name} is still on the device. Delete it again.', { name });
      device.remembered.leftovers.add(reference);
      return t('{name} is gone. What may be left of its description is removed at the next login.', { name });
    });
    await removeKey(device, reference);
    if ((await device.readKeys()).includes(fileOf('key', reference))) refuse('read-back-differs', { subject: t('the list of keys') });
    await device.readFreeMemory();
  });
}

/** Deletes whatever there is of a key: the key first, so that what is left where it stops is worthless, and goes at the next login. */
export async function removeKey(device: Device, reference: KeyReference): Promise<void> {
  device.remembered.leftovers.add(reference);
  await deleteObject(device.session, fileOf('key', reference));
  await deleteObject(device.session, fileOf('keyDescription', reference));
  await deleteObject(device.session, fileOf('keyCertificate', reference));
  device.remembered.leftovers.delete(reference);
  device.remembered.descriptions.delete(reference);
  device.remembered.certificates.delete(reference);
}

/** Refusal label-empty, label-too-long, label-characters, label-duplicate; `except` is the key that is being renamed. */
export function checkKeyLabel(device: Pick<Device, 'state'>, label: string, except?: KeyReference): void {
  checkLabel(label, KEY_LABEL_BYTES);
  const taken = device.state.keys.some((key) => key.reference !== except && key.label.normalize() === label.normalize());
  if (taken) refuse('label-duplicate', { label });
}

/** `the key "label"`, or its ID where it has no label. */
export function nameOf(key: KeySnapshot): string {
  return key.label ? t('the key "{label}"', { label: key.label }) : t('the key with the ID {id}', { id: key.id });
}

/** Written over in one command and not deleted first, so that a pulled card holds the old description or the new one. */
async function relabel(device: Device, reference: KeyReference, label: string): Promise<void> {
  const fid = fileOf('keyDescription', reference);
  const content = (await readObject(device.session, fid)) ?? refuse('no-such-key');
  const relabelled = understood(t('read the description of the key'), () => relabelKeyDescription(content, label));
  await overwriteObject(device.session, fid, relabelled);
}
