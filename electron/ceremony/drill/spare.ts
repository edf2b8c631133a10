import { Refusal, refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { Mark } from '../../../shared/models/clone.ts';
import type { DeviceSnapshot } from '../../../shared/models/snapshot.ts';
import { type Kcv, unknownKcv } from '../../../shared/numbers.ts';
import { initializeDevice } from '../../card/initialize.ts';
import { minimumPinLength } from '../../card/pins.ts';
import { hostRandom } from '../../crypto/random.ts';
import { Secret } from '../../crypto/secret.ts';
import { readKeyRegister } from '../clone/clone-record.ts';
import { eraseTarget } from '../clone/prepare-target.ts';
import { confirmSerial } from '../confirmation.ts';
import type { Device } from '../fleet/device.ts';
import type { Person } from '../person.ts';
import { askPin } from '../pins/ask-pin.ts';
import { copyOf, firstSoPinFields, newSoPin, newUserPin, newUserPinFields, soPin, soPinField } from '../pins/pin-fields.ts';
import { dkeksOf } from '../set-up/key-domain.ts';
import type { Workstation } from '../workstation.ts';

/** Its label while a drill runs: whoever finds it later knows what is on it. */
const DRILL_LABEL = 'Restore drill, erase me';
const SPARE_LABEL = 'Spare';
const RETRIES = 3;
const DRILL_PIN_DIGITS = 15;

/**
 * Refuses a device that is in use: one that the register of keys or the ceremony knows, or that holds the DKEK of the files. One that
 * holds other keys needs its whole serial, one that was used before its last four characters. Refusal drill-not-a-spare,
 * drill-spare-…, confirmation-differs.
 */
export async function assertSpare({ custody, script }: Workstation, device: Device, kcv: Kcv, confirmation = ''): Promise<void> {
  const { title, serial, state } = device;
  const known = custody.known
    ? (await readKeyRegister(custody)).keys.filter(({ devices }) => devices.some((each) => each.serial === serial))
    : [];
  const [key] = known;
  if (key)
    refuse('drill-not-a-spare', { device: title, why: t('the register of keys knows it as a holder of "{label}"', { label: key.label }) });
  const bound = script.snapshot?.devices.find((each) => each.serial === serial);
  const planned = script.snapshot?.plan.devices.find(({ id }) => id === bound?.id);
  if (planned && planned.purpose !== 'spare')
    refuse('drill-not-a-spare', {
      device: title,
      why: t('the plan of this ceremony has it as device {id}, a {purpose, select, source {source} target {target} other {spare}}', {
        id: planned.id,
        purpose: planned.purpose,
      }),
    });
  if (holdsDkek(state, kcv) && !isLeftFromDrill(state))
    refuse('drill-not-a-spare', { device: title, why: t('it holds the DKEK {kcv} of these files', { kcv }) });
  if (state.keyDomains || state.pka) refuse('drill-spare-key-domains', { device: title });
  if (state.keys.length > 0 && confirmation.toUpperCase() !== serial.toUpperCase())
    refuse('drill-spare-holds-keys', { device: title, keys: state.keys.length });
  if (state.initialized && state.keys.length === 0) confirmSerial(device, confirmation.slice(-4));
  if (state.soPin.kind === 'blocked') refuse('so-pin-blocked');
}

function holdsDkek(state: DeviceSnapshot, kcv: Kcv): boolean {
  return kcv !== unknownKcv && dkeksOf(state).some((dkek) => dkek.kind === 'complete' && dkek.kcv === kcv);
}

/** A drill on it was broken off, so that it could not be erased. */
const isLeftFromDrill = ({ label }: DeviceSnapshot) => label === DRILL_LABEL;

/** A device in a drill: set up for its shares, and erased when it is over. */
export class DrillDevice {
  readonly #device: Device;
  readonly #label: string;
  #soPin: Secret | undefined;
  #touched = false;
  /** Nobody knows it: what is on a device that is pulled in the middle cannot be used. */
  readonly #drillPin = newDrillPin();
  /** What the spare gets when it is erased. */
  #userPin: Secret | undefined;

  constructor(device: Device) {
    this.#device = device;
    const { label } = device.state;
    this.#label = label === '' || isLeftFromDrill(device.state) ? SPARE_LABEL : label;
  }

  /** Erases a spare with the SO-PIN that the person enters. Refusal pin-wrong, so-pin-blocked, read-back-differs, cancelled; before anything was done. */
  async takeSpare(person: Person, count: number): Promise<void> {
    const { state } = this.#device;
    const fresh = state.soPin.kind === 'not-set';
    const purpose = fresh
      ? t(
          'This spare has no SO-PIN yet: it gets this one. During the drill nobody knows its User PIN. When it is erased again, it gets the one that you enter here.',
        )
      : t(
          'Everything on this spare is erased; enter its present SO-PIN. During the drill nobody knows its User PIN. When it is erased again, it gets the one that you enter here.',
        );
    const fields = [...(fresh ? firstSoPinFields : [soPinField]), ...newUserPinFields(minimumPinLength(RETRIES))];
    await askPin(person, this.#device, 'so-pin', { title: t('Restore drill'), purpose, fields }, async (answers) => {
      this.#keep(fresh ? newSoPin(answers, 'so-pin') : soPin(answers), copyOf(newUserPin(answers)));
      await this.#prepare(count);
    });
  }

  /** Sets up a device that was made for the drill, with PINs of random bytes. */
  async takeSimulated(count: number): Promise<void> {
    this.#keep(new Secret(hostRandom(8)), copyOf(this.#drillPin));
    await this.#prepare(count);
  }

  async #prepare(count: number): Promise<void> {
    this.#device.whenInterrupted(outcome);
    const pins = { soPin: this.#pin(this.#soPin), userPin: this.#drillPin };
    try {
      await eraseTarget(this.#device, { label: DRILL_LABEL, retries: RETRIES, resetWithSoPin: false, pins, count });
      this.#touched = true;
    } catch (error) {
      this.#touched = !(error instanceof Refusal && ['pin-wrong', 'so-pin-blocked'].includes(error.failure.code));
      throw error;
    }
  }

  /** It was erased for the drill, or may have been. */
  get isTouched(): boolean {
    return this.#touched;
  }

  /** Erases it: no keys, no DKEK. Refusal read-back-differs. */
  async erase(): Promise<Mark> {
    const device = this.#device;
    const pins = { soPin: this.#pin(this.#soPin), userPin: this.#pin(this.#userPin) };
    await initializeDevice(device.session, {
      ...pins,
      label: this.#label,
      retries: RETRIES,
      resetWithSoPin: false,
      scheme: { kind: 'none' },
    });
    device.remembered.forget();
    await device.reselect();
    await device.readAll();
    const { keys, dkek, label } = device.state;
    if (keys.length > 0 || dkek.kind !== 'none' || label !== this.#label) refuse('read-back-differs', { subject: t('the erased spare') });
    return {
      state: 'good',
      word: t('erased'),
      detail: t('It was initialized again and read back: no key, no DKEK. It is named "{label}".', { label }),
    };
  }

  wipe(): void {
    for (const pin of [this.#soPin, this.#userPin, this.#drillPin]) pin?.wipe();
  }

  #keep(soPinBytes: Secret, userPin: Secret): void {
    this.#soPin?.wipe();
    this.#userPin?.wipe();
    [this.#soPin, this.#userPin] = [soPinBytes, userPin];
  }

  #pin(pin: Secret | undefined): Secret {
    if (!pin) throw new RangeError('the device was not set up for the drill');
    return pin;
  }
}

function outcome(now: DeviceSnapshot): string {
  if (!now.initialized) return t('it has no PIN and no keys. Start the drill again.');
  if (isLeftFromDrill(now) || now.keys.length > 0 || now.dkek.kind !== 'none')
    return t(
      'this spare may hold keys of the drill; nobody knows its User PIN. Start the drill again on it, or choose Initialize Device…: both erase it.',
    );
  return t('this spare holds no keys. Start the drill again.');
}

function newDrillPin(): Secret {
  const digits = hostRandom(DRILL_PIN_DIGITS);
  for (const [at, byte] of digits.entries()) digits[at] = 0x30 + (byte % 10);
  return new Secret(digits);
}
