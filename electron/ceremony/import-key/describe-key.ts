import type { KeyInFile } from '../../../shared/models/reports.ts';
import type { KeyType } from '../../../shared/models/snapshot.ts';
import { publicKeySha256 } from '../../card/public-keys.ts';
import type { KeyMaterial } from '../../codec/key-blob.ts';
import { curve } from '../../crypto/curves.ts';
import { publicKeyOf } from './key-material.ts';
import type { FoundKey } from './open-key-file.ts';

/** What may be told of a key: nothing that its public half does not tell. */
export function describeKey({ material, friendlyName, certificate }: FoundKey): KeyInFile {
  const publicKey = publicKeyOf(material);
  return {
    type: typeOf(material),
    ...(friendlyName && { name: friendlyName }),
    ...(certificate && { certificate: certificate.subject }),
    ...(publicKey && { publicKeySha256: publicKeySha256(publicKey) }),
  };
}

/** Kind and size in bits; the curve of an EC key. */
export function typeOf(material: KeyMaterial): Exclude<KeyType, { kind: 'unknown' }> {
  if (material.type === 'AES') return { kind: 'AES', size: 8 * material.key.length };
  if (material.type !== 'EC') return { kind: 'RSA', size: material.bits };
  const publicKey = publicKeyOf(material);
  const name = publicKey?.kind === 'EC' ? publicKey.curve : undefined;
  return name ? { kind: 'EC', size: curve(name).bits, curve: name } : { kind: 'EC', size: 0 };
}
