import { encodeKeyBlobHeader, encodeKeyMaterial, type KeyMaterial, keyBlobHeader, keyBlobType } from '../../codec/key-blob.ts';
import { dkekKcv, dkekKeys, seal } from '../../crypto/dkek.ts';
import { hostRandom } from '../../crypto/random.ts';
import type { Secret } from '../../crypto/secret.ts';

/**
 * The key as a blob that every device with this DKEK (32 bytes) unwraps (protocol reference 3.4). `allowed`: the identifiers of
 * what the key may be used for; an empty list stands for no limit. The caller wipes `material` and `dkek`.
 */
export function buildWrappedKey(material: KeyMaterial, dkek: Secret, allowed: readonly number[]): Uint8Array {
  const header = encodeKeyBlobHeader(keyBlobHeader(dkekKcv(dkek.expose()), keyBlobType(material), Uint8Array.from(allowed)));
  const keys = dkekKeys(dkek.expose());
  const plaintext = encodeKeyMaterial(material, hostRandom(8));
  try {
    return seal(keys, header, plaintext);
  } finally {
    plaintext.fill(0);
    keys.enc.fill(0);
    keys.mac.fill(0);
  }
}
