import { failure, Refusal, refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { FormFact } from '../../../shared/models/secret-form.ts';
import type { Serial } from '../../../shared/numbers.ts';
import { answer } from '../person.ts';
import { lastTryConfirmation, triesLeftWords, userPinField } from '../pins/pin-fields.ts';
import type { Workstation } from '../workstation.ts';
import type { ModuleWork } from './modules.ts';

export interface ModuleLogin {
  readonly serial: Serial;
  readonly activity: string;
  /** What the PIN is asked for, in a sentence. */
  readonly purpose: string;
  /** What exactly is done with it. */
  readonly facts?: readonly FormFact[];
}

/** Lends the device to the module, logs in through it and does this work. */
export type Visit = <T>(work: ModuleWork<T>, options?: { readonly readWrite?: boolean }) => Promise<T>;

/**
 * Asks for the User PIN until the card takes it through the module, the person gives up or the PIN is blocked, and lets
 * `use` visit the module with it. The device is lent during each visit only, not while the person types. A module does
 * not tell how many tries are left: the card does, which is read afresh after each visit.
 */
export async function withUserPin<T>(workstation: Workstation, asked: ModuleLogin, use: (visit: Visit) => Promise<T>): Promise<T> {
  const { fleet, person, modules } = workstation;
  const { serial, activity, purpose, facts } = asked;
  for (;;) {
    const { userPin, title } = await fleet.run(serial, activity, async (device) => {
      const { kind } = device.state.userPin;
      if (kind === 'not-set') refuse('not-initialized');
      if (kind === 'blocked') refuse('pin-blocked');
      if (kind === 'transport') refuse('pin-is-transport-pin');
      if (device.state.pka) refuse('pkcs11-public-keys-first');
      return device;
    });
    const confirmation = lastTryConfirmation('user-pin', userPin);
    const form = {
      title: activity,
      device: title,
      purpose: [purpose, ...triesLeftWords(userPin)].join(' '),
      ...(facts ? { facts } : {}),
      fields: [userPinField],
      ...(confirmation === undefined ? {} : { confirmation }),
    };
    try {
      return await person.secrets(form, async (answers) => {
        const pin = answer(answers, userPinField.name);
        const visit: Visit = (work, options) =>
          modules.withModule(
            serial,
            activity,
            async (session, slot, use) => {
              await session.login(pin);
              return await work(session, slot, use);
            },
            options,
          );
        try {
          return await use(visit);
        } catch (error) {
          throw pinRefusal(error, workstation, serial);
        }
      });
    } catch (error) {
      // The form that stood open had no box for the last try.
      if (error instanceof Refusal && error.failure.code === 'pin-wrong' && error.failure.triesLeft === 1) continue;
      throw error;
    }
  }
}

const aboutPin: readonly string[] = ['pkcs11-pin-wrong', 'pin-wrong', 'pin-blocked'];

/** The module's "wrong PIN" with the tries that the card tells. */
function pinRefusal(error: unknown, { fleet }: Workstation, serial: Serial): unknown {
  if (!(error instanceof Refusal) || !aboutPin.includes(error.failure.code)) return error;
  const found = fleet.snapshot.readers.find(({ card }) => card.kind === 'device' && card.device.serial === serial)?.card;
  const state = found?.kind === 'device' ? found.device.userPin : undefined;
  if (state?.kind === 'not-verified')
    return new Refusal(failure('pin-wrong', { pin: t('User PIN'), left: state.triesLeft }), { cause: error });
  return state?.kind === 'blocked' ? new Refusal(failure('pin-blocked'), { cause: error }) : error;
}
