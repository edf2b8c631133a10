import { refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { KeySnapshot } from '../../../shared/models/snapshot.ts';
import type { KeyReference } from '../../../shared/numbers.ts';
import { fileOf } from '../../card/files.ts';
import { readObject } from '../../card/objects.ts';
import { type PublicKey, publicKeySha256, readKeyCertificate } from '../../card/public-keys.ts';
import type { Device } from '../fleet/device.ts';

/** A key of two halves, RSA or EC, and what the device holds about its public half. */
export interface KeyPair {
  readonly key: KeySnapshot;
  /** Content of EF CExx: certificate, request, or whatever stands there. */
  readonly content?: Uint8Array;
  /** undefined where the device does not tell it. */
  readonly publicKey?: PublicKey;
}

/** Reads both from the device. Refusal no-such-key, also for a key that has no public half. */
export async function readKeyPair(device: Device, reference: KeyReference): Promise<KeyPair> {
  const key = (await device.readDetails(reference)) ?? refuse('no-such-key');
  if (key.type.kind === 'AES') refuse('no-such-key');
  const content = await readObject(device.session, fileOf('keyCertificate', reference));
  const publicKey = content && readKeyCertificate(content)?.publicKey;
  return { key, ...(content && content.length > 0 && { content }), ...(publicKey && { publicKey }) };
}

/** The label of another key of this device that has this public half; undefined where none has. */
export async function ownerOf(device: Device, publicKey: PublicKey, except: KeyReference): Promise<string | undefined> {
  const wanted = publicKeySha256(publicKey);
  for (const { reference, type } of device.state.keys) {
    if (reference === except || type.kind === 'AES') continue;
    const key = await device.readDetails(reference);
    if (key?.details?.publicKeySha256 === wanted) return key.label || t('with the ID {id}', { id: key.id });
  }
  return undefined;
}
