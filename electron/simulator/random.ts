import { hostRandom } from '../crypto/random.ts';
import type { CardCommand } from './parse-command.ts';
import type { PoweredCard } from './state.ts';
import { type Answer, answer, demand, sw } from './status.ts';

const longest = 1024;

/** `00 84 00 00 Le`: exactly Le random bytes, 1..1024 (protocol reference 1.6). */
export function getChallenge(card: PoweredCard, { p1, p2, data, le }: CardCommand): Answer {
  demand(p1 === 0 && p2 === 0, sw.badParameters);
  demand(data.length === 0 && le !== undefined && le <= longest, sw.wrongLength);
  const random = hostRandom(le);
  // EXTERNAL AUTHENTICATE is about the last one
  card.session.pka.challenge = random.slice();
  return answer(random);
}
