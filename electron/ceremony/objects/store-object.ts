import { Refusal, refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { DeviceSnapshot } from '../../../shared/models/snapshot.ts';
import type { StoredObject } from '../../../shared/models/stored-object.ts';
import type { ObjectFile } from '../../../shared/numbers.ts';
import { objectFile } from '../../../shared/numbers.ts';
import { readFreeMemory } from '../../card/device.ts';
import { fileClass } from '../../card/files.ts';
import { deleteObject, enumerateObjects, writeObject } from '../../card/objects.ts';
import { freeObjectNumber } from '../../card/stored-objects.ts';
import type { Device } from '../fleet/device.ts';
import { isWireError } from '../fleet/wire-failure.ts';

/** Bytes that an offset of two bytes can reach (protocol reference 6.4). */
export const LARGEST_OBJECT = 0xffff;

/** An object on its way to a device. */
export interface NewObject {
  readonly kind: StoredObject['kind'];
  readonly label: string;
  readonly bytes: Uint8Array;
  /** The PKCS#15 record for content in this file. */
  readonly record: (content: number) => Uint8Array;
  /** What was stored before it in the same operation, for the words after an interruption. */
  readonly before?: string;
}

const classes = {
  certificate: { content: fileClass.caCertificate, description: fileClass.certificateDescription },
  data: { content: fileClass.data, description: fileClass.dataDescription },
  confidential: { content: fileClass.confidentialData, description: fileClass.dataDescription },
} as const;

/**
 * Writes the content into a free place and reads it back byte for byte, then its description: an object with a
 * description is complete. What does not fit leaves nothing behind. `progress` gets 0..1. Needs the login. Refusal
 * object-no-room, read-back-differs, no-free-object-number.
 */
export async function storeObject(
  device: Device,
  object: NewObject,
  progress: (fraction: number) => void = () => undefined,
): Promise<ObjectFile> {
  const { session, remembered } = device;
  const { kind, bytes } = object;
  await assertRoom(device, bytes.length);
  const number = await freeObjectNumber(session, await enumerateObjects(session), kind);
  const content = classes[kind].content * 256 + number;
  const description = classes[kind].description * 256 + number;
  device.whenInterrupted((now) => outcome(now, object, content, description));
  remembered.objectFiles.add(content);
  try {
    await writeObject(session, content, bytes, { present: false, wrote: (count) => progress(count / bytes.length) });
    await writeObject(session, description, object.record(content), { present: false });
  } catch (error) {
    if (isWireError(error) || device.lost || device.detached) throw error;
    await removeQuietly(device, [description, content]);
    remembered.objectFiles.delete(content);
    if (error instanceof Refusal && error.failure.code === 'card-full') await refuseForRoom(device, bytes.length);
    throw error;
  }
  remembered.objectFiles.delete(content);
  return objectFile(content);
}

/** What is listed of an object's two files. */
export function presenceOf(now: DeviceSnapshot, content: number, description: number | undefined): 'nothing' | 'content' | 'described' {
  const { files } = now.objects;
  if (description !== undefined && files.includes(description)) return 'described';
  return files.includes(content) ? 'content' : 'nothing';
}

function outcome(now: DeviceSnapshot, { label, kind, before = '' }: NewObject, content: number, description: number): string {
  const name = before + (kind === 'certificate' ? t('the certificate "{label}"', { label }) : t('the data object "{label}"', { label }));
  switch (presenceOf(now, content, description)) {
    case 'described':
      return t('{name} is on the device.', { name });
    case 'content':
      return t(
        '{name} is only partly on the device, without a description. Delete it under "Certificates and data", then import it again.',
        { name },
      );
    case 'nothing':
      return t('{name} is not on the device. Import it again.', { name });
  }
}

async function assertRoom(device: Device, bytes: number): Promise<void> {
  const free = await readFreeMemory(device.session);
  if (free !== undefined && bytes > free) refuse('object-no-room', { bytes, free });
}

/** The card had the last word; it also says how much it has left. Returns where it does not say. */
async function refuseForRoom(device: Device, bytes: number): Promise<void> {
  const free = await readFreeMemory(device.session);
  if (free !== undefined) refuse('object-no-room', { bytes, free });
}

/** The failure that led here is what people are told. */
async function removeQuietly(device: Device, files: readonly number[]): Promise<void> {
  for (const file of files) {
    try {
      await deleteObject(device.session, file);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
}
