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
  label: t('User PIN'),
  kind: 'user-pin',
  hint: t('6 to 15 characters'),
  minimum: 6,
  maximum: 16,
};

/** The PIN of a device whose first holder has not changed it yet. */
export const transportPinField: SecretField = { ...userPinField, label: t('Transport PIN'), hint: t('The PIN that came with the device') };

export const soPinField: SecretField = {
  name: 'so-pin',
  label: 'SO-PIN',
  kind: 'so-pin',
  hint: t('16 hexadecimal digits, not the User PIN'),
  minimum: 16,
  maximum: 16,
};

const repeated = (field: SecretField, label: string): SecretField[] => [
  field,
  {
    ...field,
    name: `repeat-${field.name}`,
    label,
    repeats: field.name,
  },
];

/** New user PIN and its repetition; `minimum` comes from the number of tries. */
export const newUserPinFields = (minimum = 6): SecretField[] =>
  repeated(
    {
      ...{ name: 'new-user-pin', label: t('New user PIN'), kind: 'user-pin', minimum, maximum: 15 },
      hint: t('{minimum} to 15 characters', { minimum }),
    },
    t('Repeat new user PIN'),
  );

/** The SO-PIN that a device without one is given. */
export const firstSoPinFields: SecretField[] = repeated(soPinField, t('Repeat SO-PIN'));

export const newSoPinFields: SecretField[] = repeated(
  { ...soPinField, name: 'new-so-pin', label: t('New SO-PIN') },
  t('Repeat new SO-PIN'),
);

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
export function lastTryConfirmation(pin: 'user-pin' | 'so-pin', state: PinState): string | undefined {
  if (state.kind !== 'not-verified' || state.triesLeft > 1) return undefined;
  return pin === 'user-pin'
    ? t('This is the last try. A wrong PIN blocks the User PIN.')
    : t('This is the last try. A wrong SO-PIN blocks it for ever: the device can never be initialized again.');
}

/** A sentence on how many tries are left, or none where the card does not tell. */
export function triesLeftWords(state: PinState): readonly string[] {
  return state.kind === 'not-verified' ? [t('{n, plural, one {# try is left.} other {# tries are left.}}', { n: state.triesLeft })] : [];
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
