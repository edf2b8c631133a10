import { Refusal, refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { Serial } from '../../../shared/numbers.ts';
import { fileOf } from '../../card/files.ts';
import { deleteObject } from '../../card/objects.ts';
import { verifyOnPinPad } from '../../card/pin-pad.ts';
import { verifyUserPin } from '../../card/pins.ts';
import { restoreCertificates } from '../certificates/restore-certificate.ts';
import type { Device } from '../fleet/device.ts';
import { answer, type Person } from '../person.ts';
import type { Workstation } from '../workstation.ts';
import { askPin, endsOnReader } from './ask-pin.ts';
import { userPinField } from './pin-fields.ts';
import { changePinOf } from './pins.ts';

/** Verifies the user PIN; a transport PIN is changed first. Refusal pin-blocked, not-initialized, cancelled. A device that is logged in stays so. */
export function login({ fleet, person }: Workstation, serial: Serial): Promise<void> {
  return fleet.run(serial, t('Login with User PIN'), (device) => ensureLogin(device, person, t('The PIN is sent to this device only.')));
}

/** Ends the login on this device. */
export function logout({ fleet }: Workstation, serial: Serial): Promise<void> {
  return fleet.run(serial, t('Logout'), (device) => device.reselect());
}

/** Asks for the user PIN where the device is not logged in; `purpose` says what for. */
export async function ensureLogin(device: Device, person: Person, purpose: string): Promise<void> {
  const { userPin } = device.state;
  if (userPin.kind === 'verified') return await removeLeftovers(device);
  if (userPin.kind === 'blocked') refuse('pin-blocked');
  if (userPin.kind === 'not-set') refuse('not-initialized');
  refuseIfKeysFirst(device);
  if (userPin.kind === 'transport') await changePinOf(device, person);
  else {
    const { pinPad } = device;
    const meanwhile = `${t('Enter the User PIN on the reader now, then press its OK key.')} ${endsOnReader}`;
    await askPin(
      person,
      device,
      'user-pin',
      { title: t('Login with User PIN'), purpose, fields: [userPinField] },
      (answers) => verifyUserPin(device.session, answer(answers, userPinField.name)),
      pinPad && { meanwhile, enter: () => verifyOnPinPad(pinPad) },
    );
    await device.readPins();
  }
  // Some firmware tells the key check value only after the login.
  await device.readDkek();
  await removeLeftovers(device);
  await restoreCertificates(device);
}

/** Refusal pin-not-verified, or what stands in the way of a login. */
export function assertLoggedIn(device: Pick<Device, 'state'>): void {
  const { userPin } = device.state;
  if (userPin.kind === 'not-set') refuse('not-initialized');
  if (userPin.kind === 'blocked') refuse('pin-blocked');
  if (userPin.kind === 'transport') refuse('pin-is-transport-pin');
  refuseIfKeysFirst(device);
  if (userPin.kind !== 'verified') refuse('pin-not-verified');
}

function refuseIfKeysFirst({ state: { userPin, pka } }: Pick<Device, 'state'>): void {
  if (userPin.kind === 'keys-first') refuse('pka-needed', { missing: pka ? pka.required - pka.authenticated : 1 });
}

/** Finishes deletions that were cut off: the key is gone, its description or certificate may have stayed. What is refused is tried again later. */
async function removeLeftovers(device: Device): Promise<void> {
  const { leftovers, orphans } = device.remembered;
  if (leftovers.size + orphans.size === 0) return;
  const deleted = leftovers.size > 0;
  try {
    const present = await device.readKeys();
    for (const reference of [...leftovers, ...orphans]) {
      if (!present.includes(fileOf('key', reference))) {
        await deleteObject(device.session, fileOf('keyDescription', reference));
        if (leftovers.has(reference)) await deleteObject(device.session, fileOf('keyCertificate', reference));
      }
      leftovers.delete(reference);
      orphans.delete(reference);
    }
  } catch (error) {
    if (!(error instanceof Refusal) || device.lost || device.detached) throw error;
    return;
  }
  if (deleted) device.remembered.notice = undefined;
}
