import { refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { ExportedObject } from '../../../shared/models/object-reports.ts';
import type { StoredObject } from '../../../shared/models/stored-object.ts';
import type { ObjectFile, Serial } from '../../../shared/numbers.ts';
import { readObject } from '../../card/objects.ts';
import { writeFileSafely } from '../../files/atomic.ts';
import { fileNameOf } from '../file-name.ts';
import type { FileKind } from '../person.ts';
import { assertLoggedIn } from '../pins/login.ts';
import type { Workstation } from '../workstation.ts';
import { presentObject } from './read-objects.ts';

/**
 * Saves the content byte for byte: a certificate as DER, data as it is. Confidential data needs the login. Refusal
 * no-such-object, object-without-content, pin-not-verified, file-….
 */
export async function exportObject({ fleet, person }: Workstation, serial: Serial, file: ObjectFile): Promise<ExportedObject> {
  const { object, bytes } = await fleet.run(serial, t('Export Object'), async (device) => {
    const object = await presentObject(device, file);
    if (object.state === 'no content') refuse('object-without-content', { label: object.label });
    if (object.kind === 'confidential') assertLoggedIn(device);
    return { object, bytes: (await readObject(device.session, file)) ?? refuse('no-such-object') };
  });
  const confidential = object.kind === 'confidential';
  try {
    const { extension, kinds } = formOf(object);
    const name = fileNameOf(object.label) || file.toString(16).toUpperCase();
    const { path, overwrite } = await person.saveFile(t('Save the object'), `${name}.${extension}`, kinds);
    const { sha256 } = await writeFileSafely(path, bytes, { overwrite });
    return { path, label: object.label, bytes: bytes.length, confidential, ...(confidential ? {} : { sha256 }) };
  } finally {
    if (confidential) bytes.fill(0);
  }
}

function formOf({ kind, certificate, preview }: StoredObject): { readonly extension: string; readonly kinds: readonly FileKind[] } {
  if (kind === 'certificate' && certificate)
    return { extension: 'cer', kinds: [{ name: t('Certificate'), extensions: ['cer', 'der', 'crt'] }] };
  return { extension: preview?.kind === 'text' ? 'txt' : 'bin', kinds: [] };
}
