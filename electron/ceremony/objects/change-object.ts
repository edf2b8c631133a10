import { randomBytes } from 'node:crypto';
import { refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { StoredObject } from '../../../shared/models/stored-object.ts';
import type { ObjectFile, Serial } from '../../../shared/numbers.ts';
import { understood } from '../../card/answers.ts';
import { fileClass } from '../../card/files.ts';
import { checkLabel, KEY_LABEL_BYTES } from '../../card/labels.ts';
import { deleteObject, enumerateObjects, overwriteObject, readObject, writeObject } from '../../card/objects.ts';
import { encodeCertificateDescription, encodeDataDescription } from '../../codec/pkcs15.ts';
import { relabelRecord } from '../../codec/relabel-record.ts';
import { confirmOnce, confirmSerial } from '../confirmation.ts';
import type { Device } from '../fleet/device.ts';
import { assertLoggedIn } from '../pins/login.ts';
import type { Workstation } from '../workstation.ts';
import { nameOfObject, presentObject } from './read-objects.ts';
import { presenceOf } from './store-object.ts';

const ID_BYTES = 20;

/**
 * Gives an object another label and leaves all else of its description as it is. An object that was left without a
 * description gets one. Refusal label-…, object-label-taken, no-such-object, pin-not-verified, read-back-differs.
 */
export function renameObject({ fleet }: Workstation, serial: Serial, file: ObjectFile, label: string): Promise<void> {
  return fleet.run(serial, t('Rename Object'), async (device) => {
    assertLoggedIn(device);
    checkLabel(label, KEY_LABEL_BYTES);
    const object = await presentObject(device, file);
    assertUnused(device, object, label);
    const name = nameOfObject(object);
    device.whenInterrupted(() =>
      t('{name} is on the device. Look under "Certificates and data" whether it has the new label; if not, rename it again.', { name }),
    );
    if (object.state === 'no description') await describe(device, object, label);
    else await relabel(device, object, label);
    const renamed = (await device.readObjects()).find((other) => other.file === file);
    if (renamed?.label !== label) refuse('read-back-differs', { subject: t('the label') });
  });
}

/**
 * Deletes an object's content and then its description, after the person typed the end of the serial and agreed in main's own
 * window; looks that both are gone. Refusal cancelled, confirmation-differs, no-such-object, pin-not-verified, read-back-differs.
 */
export function deleteStoredObject({ fleet, person }: Workstation, serial: Serial, file: ObjectFile, confirmation: string): Promise<void> {
  return fleet.run(serial, t('Delete Object'), async (device) => {
    confirmSerial(device, confirmation);
    assertLoggedIn(device);
    const object = await presentObject(device, file);
    const files = [...new Set([file, ...(object.description === undefined ? [] : [object.description])])];
    const name = nameOfObject(object);
    await confirmOnce(person, device, {
      title: t('Delete Object'),
      button: t('Delete Object'),
      loses: true,
      purpose: t('Deletes {name} from this device, for good. No wrapped key file holds a copy.', { name }),
    });
    device.whenInterrupted((now) =>
      presenceOf(now, file, object.description) === 'nothing'
        ? t('{name} is gone.', { name })
        : t('{name} is still on the device, whole or in part. Delete it again under "Certificates and data".', { name }),
    );
    for (const each of files) await deleteObject(device.session, each);
    device.remembered.objectFiles.delete(file);
    const left = await enumerateObjects(device.session);
    if (files.some((each) => left.includes(each))) refuse('read-back-differs', { subject: t('the list of objects') });
    await device.readObjects();
    await device.readFreeMemory();
  });
}

function assertUnused(device: Device, { file, kind }: StoredObject, label: string): void {
  const { objects } = device.state;
  const others = objects.kind === 'read' ? objects.all.filter((other) => other.file !== file) : [];
  const isCertificate = kind === 'certificate';
  const taken = others.some((other) => (other.kind === 'certificate') === isCertificate && other.label.normalize() === label.normalize());
  if (taken) refuse('object-label-taken', { label });
}

/** Written over in one command and not deleted first, so that a pulled card holds the old description or the new one. */
async function relabel(device: Device, { description }: StoredObject, label: string): Promise<void> {
  const file = description ?? refuse('no-such-object');
  const record = (await readObject(device.session, file)) ?? refuse('no-such-object');
  await overwriteObject(
    device.session,
    file,
    understood(t('read the description of the object'), () => relabelRecord(record, label)),
  );
}

/** A record for content that has none, or one that makes no sense; it bears the same number. */
async function describe(device: Device, { file, kind }: StoredObject, label: string): Promise<void> {
  const isCertificate = kind === 'certificate';
  const described = isCertificate ? fileClass.certificateDescription : fileClass.dataDescription;
  const record = isCertificate
    ? encodeCertificateDescription({ label, id: randomBytes(ID_BYTES), file })
    : encodeDataDescription({ label, application: '', file, confidential: kind === 'confidential' });
  await writeObject(device.session, described * 256 + (file & 0xff), record);
  device.remembered.objectFiles.delete(file);
}
