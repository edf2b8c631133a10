import { encodeKeyBlobHeader, encodeKeyMaterial, keyBlobHeader, keyBlobType } from '../codec/key-blob.ts';
import { dkekKcv, dkekKeys, seal } from '../crypto/dkek.ts';
import { hostRandom } from '../crypto/random.ts';
import { toBlob } from './blob-material.ts';
import { completeDkek } from './dkek.ts';
import { demandAllowed, keyToUse, wrapAlgorithm } from './keys.ts';
import type { CardCommand } from './parse-command.ts';
import type { PoweredCard } from './state.ts';
import { type Answer, answer, demand, sw } from './status.ts';

/**
 * `80 72 <key reference> 92 Le`: the key sealed under the DKEK of its key domain, with its algorithm list; a use counter stays
 * behind (protocol reference 3.3). 6A81 where the key may not leave, 6D00 without a DKEK, 6985 while shares are missing.
 */
export function wrap(card: PoweredCard, { p1, p2, data }: CardCommand): Answer {
  demand(p2 === wrapAlgorithm, sw.badParameters);
  demand(data.length === 0, sw.wrongLength);
  const key = keyToUse(card, p1);
  const dkek = completeDkek(card, key.keyDomain);
  demandAllowed(key, wrapAlgorithm);
  const material = toBlob(key.material);
  const header = keyBlobHeader(dkekKcv(dkek), keyBlobType(material), key.algorithms ?? new Uint8Array(0));
  return answer(seal(dkekKeys(dkek), encodeKeyBlobHeader(header), encodeKeyMaterial(material, hostRandom(8))));
}
