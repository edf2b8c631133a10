import { Refusal } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { SecretForm } from '../../../shared/models/secret-form.ts';
import type { PinState } from '../../../shared/models/snapshot.ts';
import type { Device } from '../fleet/device.ts';
import { AnotherWay, type Person, type SecretAnswers } from '../person.ts';
import { lastTryConfirmation, triesLeftWords } from './pin-fields.ts';

/** How a PIN is entered on the reader, where the reader has a PIN pad. */
export interface ReaderEntry<T> {
  /** What is said while the entry lasts. */
  readonly meanwhile: string;
  readonly enter: () => Promise<T>;
}

/** An entry that has begun cannot be taken back from here (PC/SC part 10 has no such command). */
export const endsOnReader = t('Only the reader can end this: press its Cancel key, or wait until it gives up.');

const notHere = {
  'user-pin': t('Enter the User PIN on the reader, not on this keyboard.'),
  'so-pin': t('Enter the SO-PIN on the reader, not on this keyboard.'),
};

/**
 * Asks for a PIN and what goes with it until the card takes it, the person gives up or the PIN is blocked. Before the
 * last try a new form with its own box to tick is shown. The states of the PINs are read again after a wrong one.
 * With `onReader` the PIN is entered on the reader, unless the person chooses to type it.
 */
export async function askPin<T>(
  person: Person,
  device: Device,
  pin: 'user-pin' | 'so-pin',
  form: Omit<SecretForm, 'confirmation' | 'device'>,
  use: (answers: SecretAnswers) => Promise<T>,
  onReader?: ReaderEntry<T>,
): Promise<T> {
  let reader = onReader;
  // A device with a transport PIN tells its tries only when it refuses one.
  let told: PinState | undefined;
  for (;;) {
    const state = told ?? (pin === 'user-pin' ? device.userPin : device.state.soPin);
    const confirmation = lastTryConfirmation(pin, state);
    const shown: SecretForm = {
      ...form,
      ...(reader && readerForm(reader.meanwhile)),
      device: device.title,
      purpose: [form.purpose, ...(reader ? [notHere[pin]] : []), ...triesLeftWords(state)].join(' '),
      ...(confirmation === undefined ? {} : { confirmation }),
    };
    const { enter } = reader ?? {};
    try {
      return await person.secrets(shown, async (answers) => {
        try {
          return await (enter ? enter() : use(answers));
        } catch (error) {
          if (isPinFailure(error)) await device.readPins();
          throw error;
        }
      });
    } catch (error) {
      if (error instanceof AnotherWay) reader = undefined;
      // The form that stood open had no box for the last try.
      else if (error instanceof Refusal && error.failure.code === 'pin-wrong' && error.failure.triesLeft === 1) {
        told = { kind: 'not-verified', triesLeft: 1 };
      } else throw error;
    }
  }
}

function readerForm(meanwhile: string): Pick<SecretForm, 'fields' | 'onReader' | 'otherWay'> {
  return { fields: [], onReader: { start: t('Enter on the reader'), meanwhile }, otherWay: t('Type it here instead') };
}

function isPinFailure(error: unknown): boolean {
  return error instanceof Refusal && ['pin-wrong', 'pin-blocked', 'so-pin-blocked'].includes(error.failure.code);
}
