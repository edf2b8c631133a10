import { t } from '../../../shared/language/text.ts';
import type { FormFact, SecretForm } from '../../../shared/models/secret-form.ts';
import type { Serial } from '../../../shared/numbers.ts';
import { minimumPinLength } from '../../card/pins.ts';
import type { Secret } from '../../crypto/secret.ts';
import type { Person } from '../person.ts';
import { copyOf, firstSoPinFields, newSoPin, newUserPin, newUserPinFields } from '../pins/pin-fields.ts';

export interface TargetPins {
  readonly soPin: Secret;
  readonly userPin: Secret;
}

export interface PinHolder {
  readonly serial: Serial;
  /** `<label> <serial>` */
  readonly title: string;
  /** The PINs known so far were refused: it gets its own from now on. */
  readonly anew?: boolean;
}

/** Gives the PINs of a target, asking for them where that was not done before. The keeper wipes them. */
export type PinsOf = (target: PinHolder) => Promise<TargetPins>;

export interface PinCustody {
  readonly person: Person;
  /** One pair for all targets, or each its own. */
  readonly same: boolean;
  /** User PIN retries of the targets: they decide how long the PIN must be. */
  readonly retries: number;
  /** What the run says of each device that it will write, for the form whose PINs are for all of them. */
  readonly targets: readonly { readonly serial: Serial; readonly fact: FormFact }[];
}

/**
 * The only place where the PINs of a run are kept: asks for them in the secret window, hands them out while `use` runs, and wipes them
 * whatever happens. The SO-PIN is typed twice, because a wrong one would cost each target a try.
 */
export async function keepingPins<T>({ person, same, retries, targets }: PinCustody, use: (pinsOf: PinsOf) => Promise<T>): Promise<T> {
  const kept = new Map<string, TargetPins>();
  // One window at a time, also where two devices begin together.
  let asking: Promise<unknown> = Promise.resolve();
  const ask = async ({ serial, title, anew = false }: PinHolder): Promise<TargetPins> => {
    const known = kept.get(serial) ?? (same ? kept.get(ALL) : undefined);
    if (known && !anew) return known;
    const forAll = same && !anew;
    const facts = targets.filter((target) => forAll || target.serial === serial).map(({ fact }) => fact);
    const pins = await askTargetPins(person, forAll ? t('All targets of this run') : title, { same: forAll, retries, facts });
    const name = forAll ? ALL : serial;
    wipePins(kept.get(name));
    kept.set(name, pins);
    return pins;
  };
  try {
    return await use((target) => {
      const turn = asking.then(() => ask(target));
      asking = turn.catch(() => undefined);
      return turn;
    });
  } finally {
    for (const pins of kept.values()) wipePins(pins);
  }
}

const ALL = 'all targets';

function wipePins(pins: TargetPins | undefined): void {
  pins?.soPin.wipe();
  pins?.userPin.wipe();
}

function askTargetPins(
  person: Person,
  device: string,
  { same, retries, facts }: { readonly same: boolean; readonly retries: number; readonly facts: readonly FormFact[] },
): Promise<TargetPins> {
  const form: SecretForm = {
    title: t('Clone'),
    device,
    purpose: same
      ? t(
          'Each target is initialized with these PINs. A device that was in use before takes only the SO-PIN it has. They are kept in memory for this run only.',
        )
      : t(
          'This target is initialized with these PINs. A device that was in use before takes only the SO-PIN it has. They are kept in memory for this run only.',
        ),
    ...(facts.length > 0 ? { facts } : {}),
    fields: [...firstSoPinFields, ...newUserPinFields(minimumPinLength(retries))],
  };
  return person.secrets(form, async (answers) => {
    const userPin = copyOf(newUserPin(answers));
    try {
      return { soPin: newSoPin(answers, 'so-pin'), userPin };
    } catch (error) {
      userPin.wipe();
      throw error;
    }
  });
}
