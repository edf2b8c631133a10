import { equal } from '../../shared/bytes.ts';
import type { CardCommand } from './parse-command.ts';
import { keysReplacePin, waitsForKeys } from './public-key-authentication.ts';
import type { Pin, PoweredCard, Setup } from './state.ts';
import { type Answer, answer, demand, Refused, sw, triesLeftWord } from './status.ts';

// P2 of the PIN commands
const userPin = 0x81;
const soPin = 0x88;

export const userPinLength = { minimum: 6, maximum: 16 } as const;
export const soPinLength = 8;
export const soPinTries = 15;

// option bits of INITIALIZE that concern PINs (protocol reference 2.2)
export const resetAllowed = 0x0001;
export const transportPinSet = 0x0002;
export const resetCounterOnly = 0x0020;

/** Tries the card allows for a user PIN of this length: 3 for 6 characters, 5 for 7, 10 for 8 and more (protocol reference 2.3). */
export function highestTries(length: number): number {
  if (length <= 6) return 3;
  return length === 7 ? 5 : 10;
}

/** A new user PIN must have 6..16 bytes and enough of them for the tries the device was set to: 6A80. */
export function demandUserPin(value: Uint8Array, tries: number): void {
  const { minimum, maximum } = userPinLength;
  demand(value.length >= minimum && value.length <= maximum && tries <= highestTries(value.length), sw.badData);
}

/** Counts before it compares, so that cutting the power never gives a free try. Refuses with 63Cx, on the last try with 6983. */
export function checkPin(pin: Pin, value: Uint8Array): void {
  demand(pin.triesLeft > 0, sw.blocked);
  pin.triesLeft--;
  if (!equal(pin.value, value)) throw new Refused(pin.triesLeft === 0 ? sw.blocked : triesLeftWord(pin.triesLeft));
  pin.triesLeft = pin.tries;
}

/** `00 20 00 <pin> [value]`: state without data, otherwise a login (protocol reference 1.7, 5). */
export function verify(card: PoweredCard, { p1, p2, data }: CardCommand): Answer {
  demand(p1 === 0, sw.badParameters);
  const setup = setupOf(card, p2);
  if (p2 === userPin) return verifyUserPin(card, setup, data);
  if (data.length === 0) return answer(undefined, stateWord(setup.soPin, card.session.soVerified));
  demand(data.length === soPinLength, sw.wrongLength);
  card.session.soVerified = false;
  checkPin(setup.soPin, data);
  card.session.soVerified = true;
  return answer();
}

function verifyUserPin(card: PoweredCard, setup: Setup, value: Uint8Array): Answer {
  const { minimum, maximum } = userPinLength;
  demandKeysFirst(card);
  if (keysReplacePin(card)) return answer();
  if (setup.userPin.triesLeft === 0) throw new Refused(sw.blocked);
  demand(!setup.transportPin, sw.notUsable);
  if (value.length === 0) return answer(undefined, stateWord(setup.userPin, card.session.userVerified));
  demand(value.length >= minimum && value.length <= maximum, sw.wrongLength);
  card.session.userVerified = false;
  checkPin(setup.userPin, value);
  card.session.userVerified = true;
  return answer();
}

/** `00 24 00 <pin> <old><new>`: the user PIN is split where the old one ends; it must be verified afresh afterwards, as with every Java Card OwnerPIN. */
export function changePin(card: PoweredCard, { p1, p2, data }: CardCommand): Answer {
  demand(p1 === 0, sw.badParameters);
  const setup = setupOf(card, p2);
  if (p2 === soPin) {
    demand(data.length === 2 * soPinLength, sw.wrongLength);
    card.session.soVerified = false;
    checkPin(setup.soPin, data.subarray(0, soPinLength));
    setup.soPin.value = data.slice(soPinLength);
    return answer();
  }
  demandKeysFirst(card);
  demand(!keysReplacePin(card), sw.conditionsNotSatisfied);
  demand(data.length >= 2 * userPinLength.minimum && data.length <= 2 * userPinLength.maximum, sw.wrongLength);
  const split = setup.userPin.value.length;
  card.session.userVerified = false;
  checkPin(setup.userPin, data.subarray(0, split));
  demandUserPin(data.subarray(split), setup.userPin.tries);
  setup.userPin.value = data.slice(split);
  setup.transportPin = false;
  return answer();
}

/**
 * `00 2C <how> 81`: full counter for the user PIN, and a new value unless P1 says otherwise: 00 SO-PIN and new PIN,
 * 01 SO-PIN alone, 02 new PIN and 03 nothing after VERIFY of the SO-PIN (protocol reference 5). Option 0001 must allow it;
 * option 0020 allows 01 and 03 alone.
 */
export function resetRetryCounter(card: PoweredCard, { p1, p2, data }: CardCommand): Answer {
  demand(p2 === userPin, sw.notFound);
  demand(p1 <= 3, sw.badParameters);
  const setup = setupOf(card, p2);
  const setsPin = p1 === 0 || p1 === 2;
  const counterOnly = (setup.options & resetCounterOnly) !== 0;
  const allowed = counterOnly ? !setsPin : (setup.options & resetAllowed) !== 0;
  demand(allowed && !keysReplacePin(card), sw.conditionsNotSatisfied);

  const withSoPin = p1 <= 1;
  const newPin = data.subarray(withSoPin ? soPinLength : 0);
  demand(!withSoPin || data.length >= soPinLength, sw.wrongLength);
  demand(setsPin ? newPin.length > 0 : newPin.length === 0, sw.wrongLength);
  if (withSoPin) checkPin(setup.soPin, data.subarray(0, soPinLength));
  else demand(card.session.soVerified, sw.conditionsNotSatisfied);

  if (setsPin) {
    demandUserPin(newPin, setup.userPin.tries);
    setup.userPin.value = newPin.slice();
    setup.transportPin = false;
  }
  setup.userPin.triesLeft = setup.userPin.tries;
  card.session.userVerified = false;
  return answer();
}

/** 6A88 for a device that was never initialized and for PINs this card does not have, the biometric ones (85, 86) among them. */
function setupOf(card: PoweredCard, reference: number): Setup {
  demand(card.state.setup !== undefined && (reference === userPin || reference === soPin), sw.notFound);
  return card.state.setup;
}

function demandKeysFirst(card: PoweredCard): void {
  demand(!waitsForKeys(card), sw.keysFirst);
}

function stateWord(pin: Pin, verified: boolean): number {
  if (pin.triesLeft === 0) return sw.blocked;
  return verified ? sw.ok : triesLeftWord(pin.triesLeft);
}
