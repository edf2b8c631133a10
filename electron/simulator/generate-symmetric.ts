import { readTlvs } from '../codec/tlv.ts';
import { hostRandom } from '../crypto/random.ts';
import { demandPlaceForKey, readKeyTerms, storeKey } from './keys.ts';
import type { CardCommand } from './parse-command.ts';
import type { PoweredCard } from './state.ts';
import { type Answer, answer, demand, sw } from './status.ts';

/** P2: key length in bytes. */
const sizes = new Map([
  [0xb0, 16],
  [0xb1, 24],
  [0xb2, 32],
]);

const knownTags = [0x90, 0x91, 0x92];

/** `00 48 <key reference> <size> [90 uses] [91 algorithms] [92 key domain]`: an AES key; answers nothing (protocol reference 7.2). */
export function generateSymmetric(card: PoweredCard, { p1, p2, data }: CardCommand): Answer {
  const size = sizes.get(p2);
  demand(size !== undefined, sw.badParameters);
  demand(card.session.userVerified, sw.notAuthenticated);
  const given = readTlvs(data);
  demand(
    given.every(({ tag }) => knownTags.includes(tag)),
    sw.badData,
  );
  const terms = readKeyTerms((tag) => given.find((tlv) => tlv.tag === tag)?.value);
  demandPlaceForKey(card, p1, terms.keyDomain);
  storeKey(card, p1, { material: { type: 'AES', key: hostRandom(size) }, ...terms });
  return answer();
}
