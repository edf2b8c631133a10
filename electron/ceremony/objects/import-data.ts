import { refuse } from '../../../shared/failure.ts';
import type { RequestOf } from '../../../shared/ipc/contract.ts';
import { languageTag, t } from '../../../shared/language/text.ts';
import type { ImportedData } from '../../../shared/models/object-reports.ts';
import { checkLabel, KEY_LABEL_BYTES } from '../../card/labels.ts';
import { encodeDataDescription } from '../../codec/pkcs15.ts';
import { readFileBounded } from '../../files/read.ts';
import { confirmOnce, fileFacts } from '../confirmation.ts';
import type { Device } from '../fleet/device.ts';
import { assertLoggedIn } from '../pins/login.ts';
import type { Workstation } from '../workstation.ts';
import { LARGEST_OBJECT, storeObject } from './store-object.ts';

/** Read further than a device could take, to tell by how much the file is too large. */
const LARGEST_FILE = 1_048_576;
/** Bytes above which the writing is shown as work of its own. */
const LONG = 8_000;

/**
 * Stores a file's bytes on the device as a data object; confidential data can be read after the login only. Refusal
 * label-…, object-label-taken, object-empty, object-too-large, object-no-room, pin-not-verified, read-back-differs.
 */
export function importData({ fleet, person, longWork }: Workstation, request: RequestOf<'object.import-data'>): Promise<ImportedData> {
  const { serial, label, application, confidential } = request;
  return fleet.run(serial, t('Import Data'), async (device) => {
    assertLoggedIn(device);
    checkLabel(label, KEY_LABEL_BYTES);
    if (application !== '') checkLabel(application, KEY_LABEL_BYTES);
    await assertUnused(device, label);
    const path = await person.openFile(t('Choose the file to store'), []);
    const { bytes, sha256 } = await readFileBounded(path, LARGEST_FILE);
    try {
      if (bytes.length === 0) refuse('object-empty', { path });
      if (bytes.length > LARGEST_OBJECT) refuse('object-too-large', { bytes: bytes.length, limit: LARGEST_OBJECT });
      await confirmOnce(person, device, {
        title: t('Import Data'),
        button: t('Import'),
        purpose: t('Stores the content of this file on the device.'),
        facts: [
          // The hash of a short secret tells it.
          ...fileFacts(path, confidential ? undefined : sha256),
          { term: t('Bytes'), value: bytes.length.toLocaleString(languageTag()) },
          { term: t('Label'), value: label },
          ...(application === '' ? [] : [{ term: t('Application'), value: application }]),
          { term: t('Who reads it'), value: confidential ? t('whoever knows the User PIN') : t('anybody who has the device') },
        ],
      });
      const record = (file: number) => encodeDataDescription({ label, application, file, confidential });
      const object = { kind: confidential ? 'confidential' : 'data', label, bytes, record } as const;
      const words = t('Writing {bytes} bytes to the device', { bytes: bytes.length.toLocaleString(languageTag()) });
      const file =
        bytes.length < LONG
          ? await storeObject(device, object)
          : await longWork.run(words, false, ({ progress }) => storeObject(device, object, progress));
      await device.readObjects();
      await device.readFreeMemory();
      return { serial, file, path, label, bytes: bytes.length, ...(confidential ? {} : { sha256 }) };
    } finally {
      if (confidential) bytes.fill(0);
    }
  });
}

/** Other software finds data by its label. */
async function assertUnused(device: Device, label: string): Promise<void> {
  const taken = (await device.readObjects()).some((other) => other.kind !== 'certificate' && other.label.normalize() === label.normalize());
  if (taken) refuse('object-label-taken', { label });
}
