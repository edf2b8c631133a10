import { curve } from '../crypto/curves.ts';
import { countUse, demandAllowed, keyToUse } from './keys.ts';
import type { CardCommand } from './parse-command.ts';
import { privateOperation, rawBlock } from './rsa-key.ts';
import type { PoweredCard } from './state.ts';
import { type Answer, answer, demand, sw } from './status.ts';

// algorithms of `80 62` (protocol reference 7.4)
const rsaRaw = 0x21;
const ecdh = 0x80;

/** `80 62 <key reference> <algorithm> <data> Le`: raw RSA, padding left in place, or the whole shared point 04 | x | y of ECDH (protocol reference 8.2). */
export function decipher(card: PoweredCard, { p1, p2, data }: CardCommand): Answer {
  const key = keyToUse(card, p1);
  const { material } = key;
  if (material.type === 'EC') {
    demand(p2 === ecdh, sw.notSupported);
    demandAllowed(key, p2);
    demand(data.length === curve(material.curve).G.length, sw.wrongLength);
    const shared = curve(material.curve).ecdh(material.d, data);
    countUse(key);
    return answer(shared);
  }
  demand(material.type !== 'AES' && p2 === rsaRaw, sw.notSupported);
  demandAllowed(key, p2);
  const block = rawBlock(material, data);
  countUse(key);
  return answer(privateOperation(material, block));
}
