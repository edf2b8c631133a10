import { Refusal } from '../../../shared/failure.ts';
import { fileOf } from '../../card/files.ts';
import { writeObject } from '../../card/objects.ts';
import { unwrapIntoVacant } from '../../card/wrap.ts';
import type { Device } from '../fleet/device.ts';
import { removeKey } from '../keys/keys.ts';
import type { TravellingKey } from './travelling-key.ts';

/**
 * Puts one key into its vacant place on a logged-in device with its DKEK, with certificate and, last, description, and reads both back: 3
 * commands, 5 with a certificate. Whether it is the key only `proveKey` tells. Refusal wrapped-key-altered, card-full, not-supported-by-device,
 * read-back-differs; then no part of the key stays, unless the card was pulled.
 */
export async function restoreKey(device: Device, key: TravellingKey): Promise<void> {
  const { reference, certificate, description, label, id, type } = key;
  try {
    await unwrapIntoVacant(device.session, reference, key.blob);
    if (certificate) await writeFresh(device, fileOf('keyCertificate', reference), certificate);
    await writeFresh(device, fileOf('keyDescription', reference), description);
  } catch (error) {
    await clearPlace(device, key, error);
    throw error;
  }
  device.addKey({ reference, label, id, type, described: true });
}

/** After a failure: no part of the key stays, unless the card is gone. The failure that led here is what people are told. */
export async function clearPlace(device: Device, { reference }: TravellingKey, error: unknown): Promise<void> {
  if (!(error instanceof Refusal) || device.lost || device.detached) return;
  try {
    await removeKey(device, reference);
    device.removeKey(reference);
  } catch (second) {
    if (!(second instanceof Refusal)) throw second;
  }
}

/** On an empty place the look before is spared; some firmware writes a file of its own when it unwraps, which is then replaced. */
async function writeFresh(device: Device, fid: number, bytes: Uint8Array): Promise<void> {
  try {
    await writeObject(device.session, fid, bytes, { present: false });
  } catch (error) {
    if (!(error instanceof Refusal) || error.failure.code !== 'read-back-differs') throw error;
    await writeObject(device.session, fid, bytes);
  }
}
