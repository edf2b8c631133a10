import { unmovedBytes } from '../../shared/bytes.ts';
import { t } from '../../shared/language/text.ts';
import { ofLength } from './answers.ts';
import { type CardSession, send } from './session.ts';

// instruction (ISO 7816-4 11.5.3)
const GET_CHALLENGE = 0x84;

// no tags

// length
const LONGEST_CHALLENGE = 1024;

/** Bytes from the device's random generator, 1..65536; no login needed. The caller wipes them where they become a secret. */
export async function readRandom(session: CardSession, length: number): Promise<Uint8Array> {
  if (!Number.isInteger(length) || length < 1 || length > 0x10000) throw new RangeError(`random bytes: expected 1..65536, got ${length}`);
  const during = t('read random bytes');
  const random = unmovedBytes(length);
  try {
    for (let done = 0; done < length; done += LONGEST_CHALLENGE) {
      const le = Math.min(length - done, LONGEST_CHALLENGE);
      const command = { cla: 0x00, ins: GET_CHALLENGE, p1: 0x00, p2: 0x00, le, secretAnswer: true };
      const part = ofLength(await send(session, command, { purpose: 'ask', during }), le, during);
      random.set(part, done);
      part.fill(0);
    }
  } catch (error) {
    random.fill(0);
    throw error;
  }
  return random;
}
