import { assertBytes, hex } from '../../shared/bytes.ts';
import { Refusal, refuse } from '../../shared/failure.ts';
import { t } from '../../shared/language/text.ts';
import type { DkekState } from '../../shared/models/snapshot.ts';
import { kcv, unknownKcv } from '../../shared/numbers.ts';
import type { Secret } from '../crypto/secret.ts';
import { refusal } from './refusals.ts';
import type { CardSession } from './session.ts';

// instruction: MANAGE KEY DOMAIN; the classic single DKEK is that of key domain 0
export const KEY_DOMAIN = 0x52;

// no tags: the answer is number of shares, shares outstanding, key check value, and the UID of an XKEK domain

// lengths
const SHARE_LENGTH = 32;
const STATUS_LENGTH = 10;

/** A card without a DKEK refuses the question, each firmware in its own way (protocol reference 1.5). */
export const NO_DKEK: readonly number[] = [0x6d00, 0x6a88, 0x6a86, 0x6b00, 0x6985];

/**
 * State of the DKEK, or of that in a key domain (protocol reference 1.5). A complete DKEK whose key check value the card does not
 * tell before login has the KCV of zeros; where it then tells no share either (a random DKEK), it reads as none until the login.
 */
export async function readDkek(session: CardSession, domain = 0): Promise<DkekState> {
  const { data, sw } = await session.channel({ cla: 0x80, ins: KEY_DOMAIN, p1: 0x00, p2: domain, le: 256 });
  if (NO_DKEK.includes(sw)) return { kind: 'none' };
  if (sw !== 0x9000) throw refusal(sw, { purpose: 'ask', during: t('read the state of the DKEK') });
  return parseDkekStatus(data, 'read the state of the DKEK');
}

/**
 * Imports one share of 32 bytes, on a device with key domains into one of them; the user PIN must have been verified, since some
 * firmware corrupts the DKEK otherwise. Throws Refusal dkek-complete, no-dkek, pin-not-verified.
 */
export async function importDkekShare(session: CardSession, share: Secret, domain = 0): Promise<DkekState> {
  const during = t('import a DKEK share');
  const command = {
    cla: 0x80,
    ins: KEY_DOMAIN,
    p1: 0x00,
    p2: domain,
    data: assertBytes(share.expose(), SHARE_LENGTH, 'DKEK share'),
    le: 256,
  };
  const { data, sw } = await session.channel({ ...command, secret: true });
  if (sw !== 0x9000) throw refusal(sw, { purpose: 'import-share', during, dkek: await dkekIfTold(session, domain) });
  return parseDkekStatus(data, during);
}

/** For the words of a refusal: the state of the DKEK, or undefined where the card refuses to tell that as well. */
export async function dkekIfTold(session: CardSession, domain = 0): Promise<DkekState | undefined> {
  try {
    return await readDkek(session, domain);
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/** At least 10 bytes: shares, shares outstanding, KCV. Throws Refusal device-answer-malformed. */
export function parseDkekStatus(data: Uint8Array, during: string): DkekState {
  const [shares = 0, outstanding = 0] = data;
  if (data.length < STATUS_LENGTH || outstanding > shares) refuse('device-answer-malformed', { during });
  if (outstanding > 0) return { kind: 'incomplete', shares, imported: shares - outstanding };
  const told = kcv(hex.encode(data.subarray(2, STATUS_LENGTH)));
  return shares === 0 && told === unknownKcv ? { kind: 'none' } : { kind: 'complete', shares, kcv: told };
}
