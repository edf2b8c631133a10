import { Refusal } from '../../shared/failure.ts';
import type { SecretForm } from '../../shared/models/secret-form.ts';
import type { PinState } from '../../shared/models/snapshot.ts';
import type { Device } from './device.ts';
import type { Person, SecretAnswers } from './person.ts';
import { lastTryConfirmation, triesLeftWords } from './pin-fields.ts';

/**
 * Asks for a PIN and what goes with it until the card takes it, the person gives up or the PIN is blocked. Before the
 * last try a new form with its own box to tick is shown. The states of the PINs are read again after a wrong one.
 */
export async function askPin<T>(
  person: Person,
  device: Device,
  pin: 'User PIN' | 'SO-PIN',
  form: Omit<SecretForm, 'confirmation' | 'device'>,
  use: (answers: SecretAnswers) => Promise<T>,
): Promise<T> {
  // A device with a transport PIN tells its tries only when it refuses one.
  let told: PinState | undefined;
  for (;;) {
    const state = told ?? (pin === 'User PIN' ? device.userPin : device.state.soPin);
    const confirmation = lastTryConfirmation(pin, state);
    const shown: SecretForm = {
      ...form,
      device: device.title,
      purpose: `${form.purpose}${triesLeftWords(state)}`,
      ...(confirmation === undefined ? {} : { confirmation }),
    };
    try {
      return await person.secrets(shown, async (answers) => {
        try {
          return await use(answers);
        } catch (error) {
          if (isPinFailure(error)) await device.readPins();
          throw error;
        }
      });
    } catch (error) {
      // The form that stood open had no box for the last try.
      if (error instanceof Refusal && error.failure.code === 'pin-wrong' && error.failure.triesLeft === 1) {
        told = { kind: 'not-verified', triesLeft: 1 };
        continue;
      }
      throw error;
    }
  }
}

function isPinFailure(error: unknown): boolean {
  return error instanceof Refusal && ['pin-wrong', 'pin-blocked', 'so-pin-blocked'].includes(error.failure.code);
}
