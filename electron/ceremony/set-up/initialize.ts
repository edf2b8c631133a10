import { refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { DeviceSnapshot } from '../../../shared/models/snapshot.ts';
import type { Serial } from '../../../shared/numbers.ts';
import { checkDeviceLabel } from '../../card/device.ts';
import { type Initialization, initializeDevice } from '../../card/initialize.ts';
import { knowsKeyDomains } from '../../card/key-domains.ts';
import { minimumPinLength } from '../../card/pins.ts';
import type { Secret } from '../../crypto/secret.ts';
import { confirmSerial } from '../confirmation.ts';
import type { Device } from '../fleet/device.ts';
import type { SecretAnswers } from '../person.ts';
import { askPin } from '../pins/ask-pin.ts';
import { firstSoPinFields, newSoPin, newUserPin, newUserPinFields, soPin, soPinField } from '../pins/pin-fields.ts';
import type { Workstation } from '../workstation.ts';
import { initializeFacts } from './initialize-facts.ts';

export interface InitializeRequest {
  readonly serial: Serial;
  readonly label: string;
  readonly scheme: 'shares' | 'random' | 'none' | 'domains';
  /** Only looked at for the scheme `shares`: 1..255. */
  readonly shares: number;
  /** Only looked at for the scheme `domains`: 2..16. */
  readonly domains?: number | undefined;
  readonly retries: number;
  readonly resetWithSoPin: boolean;
  /** The PIN that is entered is a transport PIN: its holder must change it before the first login. */
  readonly transportPin?: boolean | undefined;
  /** Public key authentication: keys to register, how many of them are needed, and whether the User PIN is needed as well. */
  readonly publicKeys?: { readonly total: number; readonly required: number; readonly withPin: boolean } | undefined;
  /** The last four characters of the serial, as typed. */
  readonly confirmation: string;
}

const published = t('Do not use a published PIN such as 648219 or 123456, nor the SO-PIN 3537363231383830.');

/**
 * Erases a device and sets it up as asked, then logs out and reads everything back. Refusal confirmation-differs,
 * label-…, retries-not-allowed, pin-too-short-for-retries, pin-wrong (SO-PIN), so-pin-blocked, read-back-differs.
 */
export function initialize({ fleet, person }: Workstation, request: InitializeRequest): Promise<void> {
  return fleet.run(request.serial, t('Initialize Device'), async (device) => {
    confirmSerial(device, request.confirmation);
    checkDeviceLabel(request.label);
    const minimum = minimumPinLength(request.retries);
    if (request.scheme === 'domains' && !knowsKeyDomains(device.session))
      refuse('domains-not-supported', { firmware: device.state.firmware });
    const fresh = device.state.soPin.kind === 'not-set';
    if (device.state.soPin.kind === 'blocked') refuse('so-pin-blocked');
    const transport = request.transportPin
      ? t('The new User PIN is a transport PIN: it opens nothing until its holder has changed it.')
      : '';
    const first = fresh
      ? t('The device gets these PINs.')
      : t('Everything on the device is erased. Enter its present SO-PIN; it stays the same.');
    const purpose = [first, transport, published].filter(Boolean).join(' ');
    const fields = [...(fresh ? firstSoPinFields : [soPinField]), ...(hasPin(request) ? newUserPinFields(minimum) : [])];
    const facts = initializeFacts(device.state, request);
    await askPin(person, device, 'so-pin', { title: t('Initialize Device'), purpose, facts, fields }, async (answers) => {
      const code = fresh ? newSoPin(answers, 'so-pin') : soPin(answers);
      try {
        await erase(device, request, code, answers, minimum);
      } finally {
        code.wipe();
      }
    });
    await device.reselect();
    device.remembered.forget();
    await device.readAll();
    assertAsAsked(device.state, request);
  });
}

async function erase(device: Device, request: InitializeRequest, code: Secret, answers: SecretAnswers, minimum: number): Promise<void> {
  const userPin = hasPin(request) ? newUserPin(answers) : undefined;
  if (userPin && userPin.length < minimum) refuse('pin-too-short-for-retries', { retries: request.retries, minimum });
  const { label, retries, resetWithSoPin, transportPin = false, publicKeys } = request;
  const scheme = schemeOf(request);
  const before = device.state;
  device.whenInterrupted((now) => {
    if (!sameContent(before, now)) device.remembered.forget();
    return outcome(before, now, request);
  });
  await initializeDevice(device.session, {
    label,
    soPin: code,
    retries,
    resetWithSoPin,
    transportPin,
    scheme,
    ...(userPin && { userPin }),
    ...(publicKeys && { publicKeys }),
  });
}

/** Two key domains where nobody says how many. */
function schemeOf({ scheme, shares, domains = 2 }: InitializeRequest): Initialization['scheme'] {
  if (scheme === 'shares') return { kind: scheme, count: shares };
  return scheme === 'domains' ? { kind: scheme, count: domains } : { kind: scheme };
}

/** What the card tells after an initialization that was cut off. */
function outcome(before: DeviceSnapshot, now: DeviceSnapshot, request: InitializeRequest): string {
  if (!now.initialized) return t('the device has no PIN and no keys. Initialize it again.');
  if (isAsAsked(now, request)) {
    return request.transportPin
      ? t('the device now looks as asked. Its transport PIN can be tried only by changing it; if it is refused, initialize again.')
      : t('the device now looks as asked. Log in with the new User PIN; if it is refused, initialize again.');
  }
  if (sameContent(before, now)) return t('the device is as it was before. Initialize it again.');
  return t('the device has been erased, but it is not fully set up. Initialize it again.');
}

function sameContent(before: DeviceSnapshot, now: DeviceSnapshot): boolean {
  const content = ({ label, initialized, dkek, keyDomains, keys }: DeviceSnapshot) =>
    JSON.stringify([label, initialized, dkek, keyDomains, keys.map((key) => [key.reference, key.id])]);
  return content(before) === content(now);
}

function assertAsAsked(now: DeviceSnapshot, request: InitializeRequest): void {
  const { userPin } = now;
  if (request.publicKeys) {
    // Where public keys come first, the device tells no tries.
    if (userPin.kind !== 'keys-first') refuse('read-back-differs', { subject: t('public key authentication') });
  } else if (request.transportPin) {
    // A transport PIN hides its tries.
    if (userPin.kind !== 'transport') refuse('read-back-differs', { subject: t('the transport PIN') });
  } else if (userPin.kind !== 'not-verified' || userPin.triesLeft !== request.retries) {
    refuse('read-back-differs', { subject: t('the number of User PIN tries') });
  }
  if (now.resetWithSoPin !== request.resetWithSoPin) refuse('read-back-differs', { subject: t('the PIN reset option') });
  if (!isAsAsked(now, request)) refuse('read-back-differs', { subject: t('the initialization') });
}

function isAsAsked(now: DeviceSnapshot, request: InitializeRequest): boolean {
  const pinAsAsked = (now.userPin.kind === 'transport') === (request.transportPin ?? false);
  const same = now.initialized && now.label === request.label && now.keys.length === 0 && schemeAsAsked(now, request);
  return same && pinAsAsked && pkaAsAsked(now.pka, request.publicKeys);
}

function pkaAsAsked(now: DeviceSnapshot['pka'], asked: InitializeRequest['publicKeys']): boolean {
  if (!now || !asked) return now === asked;
  return now.total === asked.total && now.required === asked.required && now.withPin === asked.withPin && now.registered === 0;
}

/** Public keys may stand in place of the User PIN. */
function hasPin({ publicKeys }: InitializeRequest): boolean {
  return publicKeys?.withPin ?? true;
}

function schemeAsAsked({ dkek, keyDomains }: DeviceSnapshot, { scheme, shares, domains = 2 }: InitializeRequest): boolean {
  if (scheme === 'domains') return keyDomains?.length === domains && keyDomains.every((domain) => domain.dkek.kind === 'none');
  if (keyDomains) return false;
  if (scheme === 'shares') return dkek.kind === 'incomplete' && dkek.shares === shares && dkek.imported === 0;
  // A random DKEK may read as none until the login (its key check value is not told before).
  return scheme === 'none' ? dkek.kind === 'none' : dkek.kind !== 'incomplete';
}
