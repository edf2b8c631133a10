import { basename, extname } from 'node:path';
import { WRAP } from '../../../shared/algorithms.ts';
import { equal, hex } from '../../../shared/bytes.ts';
import { refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { ExportedKey, KeyName } from '../../../shared/models/reports.ts';
import type { DeviceSnapshot } from '../../../shared/models/snapshot.ts';
import { type Kcv, type KeyReference, kcv, type Serial, unknownKcv } from '../../../shared/numbers.ts';
import { understood } from '../../card/answers.ts';
import { fileOf } from '../../card/files.ts';
import { readObject, writeObject } from '../../card/objects.ts';
import { unwrapKey, wrapKey } from '../../card/wrap.ts';
import { readKeyBlob } from '../../codec/key-blob.ts';
import { encodeKeyDescription, type KeyDescription, readKeyDescription } from '../../codec/pkcs15.ts';
import { encodeWrappedKeyFile, readWrappedKeyFile, type WrappedKeyFile } from '../../codec/wrapped-key-file.ts';
import { writeFileSafely } from '../../files/atomic.ts';
import { readFileBounded } from '../../files/read.ts';
import { confirmOnce, fileFacts } from '../confirmation.ts';
import { fileNameOf } from '../file-name.ts';
import type { Device } from '../fleet/device.ts';
import { assertLoggedIn } from '../pins/login.ts';
import { dkekOf, domainForKcv, domainOf } from '../set-up/key-domain.ts';
import type { Workstation } from '../workstation.ts';
import { missingDescription } from './missing-description.ts';
import { assertDkekReady, establishKey, freePlace, uniqueId } from './new-key.ts';

export const wrappedKeyKinds = [{ name: t('Wrapped key'), extensions: ['wky'] }];
/** RSA-4096 with a long certificate chain stays far below this. */
const LARGEST_FILE = 65_536;

/**
 * Saves a key, encrypted under the device's DKEK (with key domains under that of its own), with its description and certificate, in the format of
 * `sc-hsm-tool --wrap-key`. Refusal key-not-exportable, no-dkek, dkek-incomplete, pin-not-verified, kcv-differs, file-….
 */
export async function exportKey({ fleet, person }: Workstation, serial: Serial, reference: KeyReference): Promise<ExportedKey> {
  const { bytes, label, name, dkekKcv } = await fleet.run(serial, t('Export Key'), async (device) => {
    const key = (await device.readDetails(reference)) ?? refuse('no-such-key');
    const domain = domainOf(device.state, key);
    assertCanWrap(device.state, domain);
    const list = key.details?.capabilities;
    if (list && list.length > 0 && !list.includes(WRAP)) refuse('key-not-exportable', { label: key.label });
    assertLoggedIn(device);
    const blob = await wrapKey(device.session, reference, key.label, domain);
    const under = kcvOf(blob);
    assertSameDkek(device, under, domain);
    const description = await readObject(device.session, fileOf('keyDescription', reference));
    const certificate = await readObject(device.session, fileOf('keyCertificate', reference));
    const file = { blob, ...present('description', description), ...present('certificate', certificate) };
    const bytes = understood(t('read the description and certificate of the key'), () => encodeWrappedKeyFile(file));
    return { bytes, label: key.label, name: fileNameOf(key.label) || `key ${key.id}`, dkekKcv: under };
  });
  const { path, overwrite } = await person.saveFile(t('Save the wrapped key'), `${name}.wky`, wrappedKeyKinds);
  const { sha256 } = await writeFileSafely(path, bytes, { overwrite });
  return { path, sha256, bytes: bytes.length, label, dkekKcv };
}

/**
 * Imports a wrapped key file into a free place (with key domains into that whose DKEK it is under), with the description and certificate it carries, and proves the key.
 * Refusal wrapped-key-malformed, wrapped-under-other-dkek, wrapped-key-altered, label-duplicate, no-dkek, dkek-incomplete,
 * pin-not-verified, card-full; then no part of the key stays.
 */
export function importKey({ fleet, person }: Workstation, serial: Serial): Promise<KeyName> {
  return fleet.run(serial, t('Import Key'), async (device) => {
    if (!device.state.initialized) refuse('not-initialized');
    if (!device.state.keyDomains) assertCanWrap(device.state);
    assertLoggedIn(device);
    const path = await person.openFile(t('Choose the wrapped key'), wrappedKeyKinds);
    const { bytes, sha256 } = await readFileBounded(path, LARGEST_FILE);
    const file = readWrappedKeyFile(bytes);
    const { keyDomains } = device.state;
    const keyDomain = keyDomains ? domainForKcv(keyDomains, kcvOf(file.blob)) : 0;
    assertSameDkek(device, kcvOf(file.blob), keyDomain);
    const told = file.description && readDescription(file.description);
    const label = told?.label || fileNameOf(basename(path, extname(path)));
    if (device.state.keys.some((key) => key.label === label)) refuse('label-duplicate', { label });
    await confirmOnce(person, device, {
      title: t('Import Key'),
      button: t('Import'),
      purpose: t('Brings the key of this file onto the device.'),
      facts: [
        ...fileFacts(path, sha256),
        { term: t('Label'), value: label },
        ...(told ? [{ term: t('Type'), value: typeWords(told) }] : []),
        { term: t('Under the DKEK'), value: kcvOf(file.blob), code: true },
        ...(keyDomains ? [{ term: t('Key domain'), value: String(keyDomain) }] : []),
      ],
    });
    const reference = await freePlace(device);
    const description = told && withUniqueId(device, reference, told);
    const { key } = await establishKey(device, {
      reference,
      description,
      keyDomain,
      again: t('Import it again.'),
      repair: t('Delete it and import it again.'),
      make: () => put(device, { reference, keyDomain }, file, told, description, label),
    });
    return key;
  });
}

/** The key, its certificate and, last, its description: byte for byte as in the file, unless its ID is taken on this device. */
async function put(
  device: Device,
  { reference, keyDomain }: { readonly reference: KeyReference; readonly keyDomain: number },
  file: WrappedKeyFile,
  told: KeyDescription | undefined,
  description: KeyDescription | undefined,
  label: string,
): Promise<void> {
  const { session } = device;
  await unwrapKey(session, reference, file.blob, keyDomain);
  if (file.certificate) await writeObject(session, fileOf('keyCertificate', reference), file.certificate);
  const bytes =
    file.description && description === told
      ? file.description
      : encodeKeyDescription(description ?? { ...(await missingDescription(device, await device.readKey(reference))), label });
  await writeObject(session, fileOf('keyDescription', reference), bytes);
}

/** Two keys with one ID are one key for other software; the file's ID is kept where it can be. */
function withUniqueId(device: Device, reference: KeyReference, told: KeyDescription): KeyDescription {
  const id = uniqueId(device.state.keys, reference, told.id);
  return equal(id, told.id) ? told : { ...told, id };
}

function readDescription(bytes: Uint8Array): KeyDescription {
  try {
    return readKeyDescription(bytes);
  } catch {
    return refuse('wrapped-key-malformed', { detail: t('its description is damaged') });
  }
}

export function assertCanWrap(state: DeviceSnapshot, domain = 0): void {
  assertDkekReady(state, domain);
  if (dkekOf(state, domain).kind === 'none') refuse('no-dkek');
}

/** Zeros mean that a check value is not known; then the card judges alone. */
function assertSameDkek({ state }: Device, file: Kcv, domain: number): void {
  const dkek = dkekOf(state, domain);
  if (dkek.kind !== 'complete' || dkek.kcv === unknownKcv || file === unknownKcv || file === dkek.kcv) return;
  refuse('wrapped-under-other-dkek', { file, device: dkek.kcv });
}

function kcvOf(blob: Uint8Array): Kcv {
  return kcv(hex.encode(readKeyBlob(blob).header.kcv));
}

function typeWords({ kind, sizeBits }: KeyDescription): string {
  return sizeBits > 0 ? `${kind}-${sizeBits}` : kind;
}

function present<Name extends string>(name: Name, bytes: Uint8Array | undefined): { [key in Name]?: Uint8Array } {
  return bytes && bytes.length > 0 ? ({ [name]: bytes } as { [key in Name]?: Uint8Array }) : {};
}
