import { Refusal, refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { DeviceSnapshot } from '../../../shared/models/snapshot.ts';
import type { Serial } from '../../../shared/numbers.ts';
import { changeOnPinPad, verifyOnPinPad } from '../../card/pin-pad.ts';
import { changeSoPin, changeUserPin, unblockUserPin, verifyUserPin } from '../../card/pins.ts';
import type { Secret } from '../../crypto/secret.ts';
import type { Device } from '../fleet/device.ts';
import type { Settle } from '../fleet/remembered.ts';
import { answer, type Person } from '../person.ts';
import type { Workstation } from '../workstation.ts';
import { askPin, endsOnReader, type ReaderEntry } from './ask-pin.ts';
import {
  newSoPin,
  newSoPinFields,
  newUserPin,
  newUserPinFields,
  soPin,
  soPinField,
  transportPinField,
  userPinField,
} from './pin-fields.ts';

const tryBoth = t('Log in to see which PIN the device has now: the new one, or still the old one.');

/** Changes the user PIN and proves the new one by a login, which stays. Refusal pin-wrong, pin-blocked, pins-differ, new-pin-refused. */
export function changePin({ fleet, person }: Workstation, serial: Serial): Promise<void> {
  return fleet.run(serial, t('Change User PIN'), (device) => changePinOf(device, person));
}

/** As `changePin`, within another operation: a transport PIN is changed before the first login. */
export async function changePinOf(device: Device, person: Person): Promise<void> {
  const { userPin } = device.state;
  if (userPin.kind === 'not-set') refuse('not-initialized');
  if (userPin.kind === 'blocked') refuse('pin-blocked');
  assertHasPin(device);
  const isTransport = userPin.kind === 'transport';
  const purpose = isTransport
    ? t('The device still has its transport PIN, which opens nothing. Enter it once, with a PIN of your own; you are then logged in.')
    : t('The new PIN replaces the present one.');
  const fields = [isTransport ? transportPinField : userPinField, ...newUserPinFields()];
  const settle = (now: DeviceSnapshot) =>
    now.userPin.kind === 'transport' ? t('the device still has its transport PIN. Change it again.') : tryBoth;
  await askPin(
    person,
    device,
    'user-pin',
    { title: t('Change User PIN'), purpose, fields },
    async (answers) => {
      const next = newUserPin(answers);
      device.whenInterrupted(settle);
      await changeUserPin(device.session, answer(answers, userPinField.name), next);
      await verifyUserPin(device.session, next);
    },
    changeOnReader(device, settle),
  );
  await device.readPins();
}

/** On a reader that can: the new PIN is entered a third time, for the login that proves it. */
function changeOnReader(device: Device, settle: Settle): ReaderEntry<void> | undefined {
  const { pinPad } = device;
  const modify = pinPad?.modify;
  if (!pinPad || !modify) return undefined;
  const meanwhile = `${t('On the reader, enter the present PIN, then the new one twice; at last the new one once more, which proves it.')} ${endsOnReader}`;
  const enter = async () => {
    device.whenInterrupted(settle);
    await changeOnPinPad((header) => modify(header));
    try {
      await verifyOnPinPad(pinPad);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      await device.readPins();
      refuse('pin-pad-not-proven');
    }
  };
  return { meanwhile, enter };
}

/** Gives the user PIN a new value and its full number of tries, with the SO-PIN; the device is logged out afterwards. Refusal reset-not-allowed, so-pin-blocked. */
export function unblockPin({ fleet, person }: Workstation, serial: Serial): Promise<void> {
  return fleet.run(serial, t('Unblock User PIN'), async (device) => {
    const { soPin: state, userPin, resetWithSoPin } = device.state;
    if (userPin.kind === 'not-set') refuse('not-initialized');
    assertHasPin(device);
    if (resetWithSoPin === false) refuse('reset-not-allowed');
    if (state.kind === 'blocked') refuse('so-pin-blocked');
    const purpose = t('The SO-PIN gives this device a new User PIN. Its keys stay.');
    const fields = [soPinField, ...newUserPinFields()];
    await askPin(person, device, 'so-pin', { title: t('Unblock User PIN'), purpose, fields }, async (answers) => {
      const next = newUserPin(answers);
      await withSecret(soPin(answers), async (code) => {
        device.whenInterrupted((now) => (now.userPin.kind === 'blocked' ? t('the User PIN is still blocked. Unblock it again.') : tryBoth));
        await unblockUserPin(device.session, code, next);
      });
      await verifyUserPin(device.session, next);
    });
    await device.reselect();
  });
}

/** Changes the SO-PIN. The card has no harmless way to try one, so the full number of tries is the proof. Refusal pin-wrong, so-pin-blocked, pins-differ. */
export function changeTheSoPin({ fleet, person }: Workstation, serial: Serial): Promise<void> {
  return fleet.run(serial, t('Change SO-PIN'), async (device) => {
    const { soPin: state } = device.state;
    if (state.kind === 'not-set') refuse('not-initialized');
    if (state.kind === 'blocked') refuse('so-pin-blocked');
    const purpose = t('Without the SO-PIN the device can never be initialized or unblocked again. Put the new one in its envelope now.');
    const fields = [soPinField, ...newSoPinFields];
    await askPin(person, device, 'so-pin', { title: t('Change SO-PIN'), purpose, fields }, (answers) =>
      withSecret(soPin(answers), (old) => withSecret(newSoPin(answers, 'new-so-pin'), (next) => change(device, old, next))),
    );
    await device.readPins();
  });
}

/** Where public keys stand in its place, there is no user PIN; where they come first, it waits. */
function assertHasPin({ state: { pka, userPin } }: Device): void {
  if (pka && !pka.withPin) refuse('pka-without-pin');
  if (userPin.kind === 'keys-first') refuse('pka-needed', { missing: pka ? pka.required - pka.authenticated : 1 });
}

async function change(device: Device, old: Secret, next: Secret): Promise<void> {
  device.whenInterrupted(() =>
    t('Change it again: enter the old SO-PIN first, and if it is refused, the new one. Each wrong one costs a try.'),
  );
  await changeSoPin(device.session, old, next);
}

async function withSecret<T>(secret: Secret, use: (secret: Secret) => Promise<T>): Promise<T> {
  try {
    return await use(secret);
  } finally {
    secret.wipe();
  }
}
