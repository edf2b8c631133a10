import { unmovedBytes } from '../../shared/bytes.ts';
import { refuse } from '../../shared/failure.ts';
import { t } from '../../shared/language/text.ts';
import type { PinState } from '../../shared/models/snapshot.ts';
import type { Command } from '../apdu/command.ts';
import { triesLeft } from '../apdu/status-error.ts';
import { Secret } from '../crypto/secret.ts';
import { type Occasion, refusal } from './refusals.ts';
import { type CardSession, selectApplet, send } from './session.ts';

// instructions (ISO 7816-4 11.6)
const VERIFY = 0x20;
const CHANGE_REFERENCE_DATA = 0x24;
const RESET_RETRY_COUNTER = 0x2c;

// references
const USER_PIN = 0x81;
const SO_PIN = 0x88;

// lengths
const SHORTEST_PIN = 6;
const LONGEST_NEW_PIN = 15;
/** The card takes 16; OpenSC could never enter such a PIN, so none is made here, but one made elsewhere can be used. */
const LONGEST_PIN = 16;
const SO_PIN_LENGTH = 8;
const SO_PIN_DIGITS = 16;

/**
 * State of a PIN without trying it (protocol reference 1.7). Throws Refusal device-refused for a status word that tells no
 * state; on a device `withKeys`, where public keys may have to authenticate first, such a word means just that.
 */
export async function readPin(session: CardSession, pin: 'user' | 'so', withKeys = false): Promise<PinState> {
  const { sw } = await session.channel({ cla: 0x00, ins: VERIFY, p1: 0x00, p2: pin === 'user' ? USER_PIN : SO_PIN });
  if (sw === 0x9000) return { kind: 'verified' };
  if (sw === 0x6a88) return { kind: 'not-set' };
  // 6984: a transport PIN since 2.0, "not initialized" on 1.x
  if (sw === 0x6984) return { kind: session.firmware.major < 2 ? 'not-set' : 'transport' };
  const left = triesLeft(sw);
  if (left === undefined && withKeys) return { kind: 'keys-first' };
  if (left === undefined)
    throw refusal(sw, { purpose: 'ask', during: pin === 'user' ? t('read the state of the User PIN') : t('read the state of the SO-PIN') });
  return left === 0 ? { kind: 'blocked' } : { kind: 'not-verified', triesLeft: left };
}

/** Logs in with 6 to 16 characters. Throws Refusal pin-wrong (with tries left), pin-blocked, pin-is-transport-pin, pin-length. */
export async function verifyUserPin(session: CardSession, pin: Secret): Promise<void> {
  checkPin(pin, LONGEST_PIN);
  await send(session, pinCommand(VERIFY, USER_PIN, pin.expose()), { purpose: 'verify-user-pin', during: t('verify the User PIN') });
}

/** Ends the login: the applet is selected again (protocol reference 5). */
export async function logout(session: CardSession): Promise<void> {
  await send(session, selectApplet, { purpose: 'ask', during: t('log out') });
}

/**
 * Changes the user PIN and verifies the new one, which proves it: the device is logged in afterwards. Throws as
 * `verifyUserPin`, and new-pin-refused when the new one is too short for the tries of this device.
 */
export async function changeUserPin(session: CardSession, old: Secret, next: Secret): Promise<void> {
  checkPin(old, LONGEST_PIN);
  checkNewPin(next);
  await sendPair(session, CHANGE_REFERENCE_DATA, USER_PIN, old, next, { purpose: 'change-user-pin', during: t('change the User PIN') });
  await verifyUserPin(session, next);
}

/**
 * Sets a new user PIN and its full number of tries with the SO-PIN (8 bytes), then verifies the new PIN, which proves it.
 * Throws Refusal pin-wrong for the SO-PIN, so-pin-blocked, reset-not-allowed, new-pin-refused.
 */
export async function unblockUserPin(session: CardSession, soPin: Secret, next: Secret): Promise<void> {
  checkSoPin(soPin);
  checkNewPin(next);
  await sendPair(session, RESET_RETRY_COUNTER, USER_PIN, soPin, next, { purpose: 'reset-user-pin', during: t('unblock the User PIN') });
  await verifyUserPin(session, next);
}

/** Changes the SO-PIN, 8 bytes each. Throws Refusal pin-wrong for the SO-PIN, so-pin-blocked. */
export async function changeSoPin(session: CardSession, old: Secret, next: Secret): Promise<void> {
  checkSoPin(old);
  checkSoPin(next);
  await sendPair(session, CHANGE_REFERENCE_DATA, SO_PIN, old, next, { purpose: 'change-so-pin', during: t('change the SO-PIN') });
}

/** The 8 bytes of an SO-PIN written as 16 hex digits (ASCII). The caller wipes both. Throws Refusal so-pin-format. */
export function soPinFromHex(digits: Secret): Secret {
  const text = digits.expose();
  if (text.length !== SO_PIN_DIGITS) refuse('so-pin-format');
  const bytes = unmovedBytes(SO_PIN_LENGTH);
  for (let i = 0; i < SO_PIN_LENGTH; i++) {
    const value = nibble(text[2 * i]) * 16 + nibble(text[2 * i + 1]);
    if (Number.isNaN(value)) {
      bytes.fill(0);
      refuse('so-pin-format');
    }
    bytes[i] = value;
  }
  return new Secret(bytes);
}

/** Shortest user PIN for a number of tries: 6 for 1-3, 7 for 4-5, 8 for 6-10 (protocol reference 2.3). Throws Refusal retries-not-allowed. */
export function minimumPinLength(retries: number): number {
  if (!Number.isInteger(retries) || retries < 1 || retries > 10) refuse('retries-not-allowed', { retries });
  if (retries <= 3) return SHORTEST_PIN;
  return retries <= 5 ? 7 : 8;
}

/** Throws Refusal pin-length unless the PIN has 6 to 15 printable ASCII characters. */
export function checkNewPin(pin: Secret): void {
  checkPin(pin, LONGEST_NEW_PIN);
}

/** Throws Refusal so-pin-format unless the SO-PIN has 8 bytes. */
export function checkSoPin(soPin: Secret): void {
  if (soPin.length !== SO_PIN_LENGTH) refuse('so-pin-format');
}

function checkPin(pin: Secret, longest: number): void {
  const printable = pin.expose().every((byte) => byte >= 0x20 && byte <= 0x7e);
  if (!printable || pin.length < SHORTEST_PIN || pin.length > longest) refuse('pin-length');
}

function pinCommand(ins: number, reference: number, data: Uint8Array): Command {
  return { cla: 0x00, ins, p1: 0x00, p2: reference, data, secret: true };
}

async function sendPair(
  session: CardSession,
  ins: number,
  reference: number,
  first: Secret,
  second: Secret,
  occasion: Occasion,
): Promise<void> {
  const both = unmovedBytes(first.length + second.length);
  try {
    both.set(first.expose());
    both.set(second.expose(), first.length);
    await send(session, pinCommand(ins, reference, both), occasion);
  } finally {
    both.fill(0);
  }
}

/** NaN for anything but a hex digit. */
function nibble(character: number | undefined): number {
  if (character === undefined) return Number.NaN;
  if (character >= 0x30 && character <= 0x39) return character - 0x30;
  const letter = character | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x61 + 10 : Number.NaN;
}
