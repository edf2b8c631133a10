import { hex } from '../../../shared/bytes.ts';
import { Refusal, refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { KeySnapshot } from '../../../shared/models/snapshot.ts';
import type { ObjectInfo } from '../../card/file-info.ts';
import { fileOf } from '../../card/files.ts';
import { readObject, selectObject } from '../../card/objects.ts';
import { type PublicKey, readKeyCertificate } from '../../card/public-keys.ts';
import { wrapKey } from '../../card/wrap.ts';
import { readKeyBlob } from '../../codec/key-blob.ts';
import type { KeyDescription } from '../../codec/pkcs15.ts';
import { curve } from '../../crypto/curves.ts';
import type { Device } from '../fleet/device.ts';

/** Key sizes in bytes that the card's file size of an AES key may tell. */
const aesBytes = [16, 24, 32];
/** Bytes of ciphertext of a wrapped AES-128 key; AES-192 and AES-256 both have 48. */
const WRAPPED_AES_128 = 32;

/**
 * The description for a key that has none: what it was to get when this app made it, else what its public key, its
 * capabilities or its wrapped form tell; the size is 0 where nothing tells it. Needs the login. Refusal
 * not-supported-by-device where nobody knows what the key is.
 */
export async function missingDescription(device: Device, key: KeySnapshot): Promise<KeyDescription> {
  const intended = device.remembered.descriptions.get(key.reference);
  if (intended) return intended;
  const certificate = await readObject(device.session, fileOf('keyCertificate', key.reference));
  const publicKey = certificate && readKeyCertificate(certificate)?.publicKey;
  const info = (await selectObject(device.session, fileOf('key', key.reference))) ?? refuse('no-such-key');
  const type = (publicKey && fromPublicKey(publicKey)) ?? fromInfo(info) ?? (await fromBlob(device, key));
  if (!type) return refuse('not-supported-by-device', { feature: t('telling what kind of key this is, which has no description') });
  return { label: key.label, id: hex.decode(key.id), ...type };
}

type Type = Pick<KeyDescription, 'kind' | 'sizeBits'>;

function fromInfo({ size, algorithms = [] }: ObjectInfo): Type | undefined {
  if (size !== undefined && aesBytes.includes(size)) return { kind: 'AES', sizeBits: size * 8 };
  // Identifiers by their high digit, protocol reference 7.4; AES keys need the wrapped form for their size.
  if (algorithms.some((id) => id >= 0x70 && id <= 0x84)) return { kind: 'EC', sizeBits: 0 };
  if (algorithms.some((id) => id >= 0x20 && id <= 0x45)) return { kind: 'RSA', sizeBits: 0 };
  return undefined;
}

async function fromBlob(device: Device, key: KeySnapshot): Promise<Type | undefined> {
  try {
    const { header, ciphertext } = readKeyBlob(await wrapKey(device.session, key.reference, key.label));
    if (header.type === 0x0c) return { kind: 'EC', sizeBits: 0 };
    if (header.type !== 0x0f) return { kind: 'RSA', sizeBits: 0 };
    return { kind: 'AES', sizeBits: ciphertext.length === WRAPPED_AES_128 ? 128 : 0 };
  } catch (error) {
    if (!(error instanceof Refusal) || device.lost) throw error;
    const list = (await device.readDetails(key.reference))?.details?.capabilities ?? [];
    return list.some((id) => id >= 0x10 && id <= 0x18) ? { kind: 'AES', sizeBits: 0 } : undefined;
  }
}

function fromPublicKey(key: PublicKey): Type | undefined {
  if (key.kind === 'RSA') {
    const first = key.modulus.findIndex((byte) => byte !== 0);
    return { kind: 'RSA', sizeBits: (key.modulus.length - Math.max(first, 0)) * 8 };
  }
  return key.curve && { kind: 'EC', sizeBits: curve(key.curve).bits };
}
