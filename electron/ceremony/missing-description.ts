import { hex } from '../../shared/bytes.ts';
import { refuse } from '../../shared/failure.ts';
import type { KeySnapshot } from '../../shared/models/snapshot.ts';
import { fileOf } from '../card/files.ts';
import { readObject, selectObject } from '../card/objects.ts';
import { type PublicKey, readKeyCertificate } from '../card/public-keys.ts';
import type { KeyDescription } from '../codec/pkcs15.ts';
import { curve } from '../crypto/curves.ts';
import type { Device } from './device.ts';

/** Key sizes in bytes that the card's file size of an AES key may tell. */
const aesBytes = [16, 24, 32];

/**
 * The description for a key that has none: what it was to get when this app made it, else what its public key or
 * the card's own words tell. Refusal not-supported-by-device where nobody knows what the key is.
 */
export async function missingDescription(device: Device, key: KeySnapshot): Promise<KeyDescription> {
  const intended = device.remembered.descriptions.get(key.reference);
  if (intended) return intended;
  const common = { label: key.label, id: hex.decode(key.id) };
  const certificate = await readObject(device.session, fileOf('keyCertificate', key.reference));
  const publicKey = certificate && readKeyCertificate(certificate)?.publicKey;
  const told = publicKey && asymmetric(publicKey);
  if (told) return { ...common, ...told };
  const { size } = (await selectObject(device.session, fileOf('key', key.reference))) ?? refuse('no-such-key');
  if (size !== undefined && aesBytes.includes(size)) return { ...common, kind: 'AES', sizeBits: size * 8 };
  return refuse('not-supported-by-device', { feature: 'telling what kind of key this is, which has no description' });
}

function asymmetric(key: PublicKey): Pick<KeyDescription, 'kind' | 'sizeBits'> | undefined {
  if (key.kind === 'RSA') {
    const first = key.modulus.findIndex((byte) => byte !== 0);
    return { kind: 'RSA', sizeBits: (key.modulus.length - Math.max(first, 0)) * 8 };
  }
  return key.curve && { kind: 'EC', sizeBits: curve(key.curve).bits };
}
