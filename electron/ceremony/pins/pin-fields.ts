import { unmovedCopy } from '../../../shared/bytes.ts';
import { refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { SecretField } from '../../../shared/models/secret-form.ts';
import type { PinState } from '../../../shared/models/snapshot.ts';
import { checkNewPin, soPinFromHex } from '../../card/pins.ts';
import { Secret } from '../../crypto/secret.ts';
import { answer, type SecretAnswers } from '../person.ts';

/** The fields of the secret window for PINs, by name: user-pin, new-user-pin, so-pin, new-so-pin, and repeat-… for each. */
export const userPinField: SecretField = {
  name: 'user-pin',
  label: 'User PIN',
  kind: 'user-pin',
  hint: '6 to 15 characters',
  minimum: 6,
  maximum: 16,
};

/** The PIN of a device whose first holder has not changed it yet. */
export const transportPinField: SecretField = { ...userPinField, label: 'Transport PIN', hint: 'The PIN that came with the device' };

export const soPinField: SecretField = {
  name: 'so-pin',
  label: 'SO-PIN',
  kind: 'so-pin',
  hint: '16 hexadecimal digits, not the User PIN',
  minimum: 16,
  maximum: 16,
};

const repeated = (field: SecretField): SecretField[] => [
  field,
  {
    ...field,
    name: `repeat-${field.name}`,
    label: `Repeat ${field.label.replace(/^New/, 'new')}`,
    repeats: field.name,
  },
];

/** New user PIN and its repetition; `minimum` comes from the number of tries. */
export const newUserPinFields = (minimum = 6): SecretField[] =>
  repeated({ name: 'new-user-pin', label: 'New user PIN', kind: 'user-pin', hint: `${minimum} to 15 characters`, minimum, maximum: 15 });

/** The SO-PIN that a device without one is given. */
export const firstSoPinFields: SecretField[] = repeated(soPinField);

export const newSoPinFields: SecretField[] = repeated({ ...soPinField, name: 'new-so-pin', label: 'New SO-PIN' });

/** The new user PIN, when both entries are the same. Throws Refusal pins-differ, pin-length. */
export function newUserPin(answers: SecretAnswers): Secret {
  const pin = sameTwice(answers, 'new-user-pin', t('User PIN'));
  checkNewPin(pin);
  return pin;
}

/** The 8 bytes of an SO-PIN that was entered once. The caller wipes them. Throws Refusal so-pin-format. */
export function soPin(answers: SecretAnswers): Secret {
  return soPinFromHex(answer(answers, 'so-pin'));
}

/** The 8 bytes of a new SO-PIN. The caller wipes them. Throws Refusal so-pin-format, pins-differ. */
export function newSoPin(answers: SecretAnswers, name: 'so-pin' | 'new-so-pin'): Secret {
  const first = soPinFromHex(answer(answers, name));
  try {
    const again = soPinFromHex(answer(answers, `repeat-${name}`));
    const same = sameBytes(first, again);
    again.wipe();
    if (!same) refuse('pins-differ', { pin: 'SO-PIN' });
    return first;
  } catch (error) {
    first.wipe();
    throw error;
  }
}

/** Text of the box before the last try, undefined while there are more. */
export function lastTryConfirmation(pin: 'User PIN' | 'SO-PIN', state: PinState): string | undefined {
  if (state.kind !== 'not-verified' || state.triesLeft > 1) return undefined;
  const consequence =
    pin === 'User PIN'
      ? 'A wrong PIN blocks the User PIN.'
      : 'A wrong SO-PIN blocks it for ever: the device can never be initialized again.';
  return `This is the last try. ${consequence}`;
}

/** How many tries are left, or nothing where the card does not tell. */
export function triesLeftWords(state: PinState): string {
  if (state.kind !== 'not-verified') return '';
  return state.triesLeft === 1 ? ' 1 try is left.' : ` ${state.triesLeft} tries are left.`;
}

function sameTwice(answers: SecretAnswers, name: string, pin: string): Secret {
  const first = answer(answers, name);
  if (!sameBytes(first, answer(answers, `repeat-${name}`))) refuse('pins-differ', { pin });
  return first;
}

export function sameBytes(a: Secret, b: Secret): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  const other = b.expose();
  a.expose().forEach((byte, index) => {
    difference |= byte ^ (other[index] as number);
  });
  return difference === 0;
}

/** A copy with a life of its own; the caller wipes it. */
export function copyOf(secret: Secret): Secret {
  return new Secret(unmovedCopy(secret.expose()));
}
