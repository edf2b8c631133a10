import { Refusal, refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { PkaCandidate } from '../../../shared/models/reports.ts';
import type { PkaSnapshot } from '../../../shared/models/snapshot.ts';
import type { KeyReference, Serial } from '../../../shared/numbers.ts';
import { authenticateKey } from '../../card/public-key-authentication.ts';
import type { Device } from '../fleet/device.ts';
import { readKeyRequest, signMessage } from '../keys/signing-key.ts';
import { ensureLogin } from '../pins/login.ts';
import type { Workstation } from '../workstation.ts';

/** Asks the device again how many keys have authenticated. Refusal pka-not-set-up. */
export function refreshPka({ fleet }: Workstation, serial: Serial): Promise<void> {
  return fleet.run(serial, t('Refresh Status'), async (device) => {
    await device.readPins();
    pkaOf(device);
  });
}

/**
 * Lets a registered key on a custodian's device authenticate to `serial`: challenge, signature, proof by the device's own
 * count. The custodian's PIN is asked for, and their device is logged out again. Refusal pka-not-set-up, pka-not-registered,
 * pka-already-authenticated, pka-keys-missing, pka-not-accepted, pka-key-unsuitable, those of a login, read-back-differs.
 */
export function authenticateWithDevice(
  { fleet, person }: Workstation,
  serial: Serial,
  custodian: { readonly serial: Serial; readonly reference: KeyReference },
): Promise<void> {
  if (custodian.serial === serial) return fleet.run(serial, t('Authenticate with Device'), () => refuse('pka-same-device'));
  return fleet.runTogether([serial, custodian.serial], t('Authenticate with Device'), async ([target, helper]) => {
    if (!target || !helper) throw new RangeError('authenticate: expected two devices');
    const before = pkaOf(target);
    const key = helper.key(custodian.reference) ?? refuse('no-such-key');
    const { holder, curve } = await readKeyRequest(helper, custodian.reference);
    if (before.keys && !before.keys.some((registered) => registered.holder === holder)) refuse('pka-not-registered');
    const wasLoggedIn = helper.state.userPin.kind === 'verified';
    target.whenInterrupted(() =>
      t('public key authentication starts anew when a device is inserted. Let each custodian authenticate again.'),
    );
    try {
      const purpose = t(
        'The key "{label}" on this device signs a challenge, so that {title} lets its users in. Nothing else is done with it.',
        { label: key.label, title: target.title },
      );
      await ensureLogin(helper, person, purpose);
      await authenticateKey(target.session, target.state.certificate.holder, holder, (message) =>
        signMessage(helper, custodian.reference, curve, message),
      );
    } catch (error) {
      // Some devices let nobody in before every place is taken, and do not say that this is why.
      const missing = before.total - before.registered;
      if (missing > 0 && error instanceof Refusal && error.failure.code === 'pka-not-accepted') refuse('pka-keys-missing', { missing });
      throw error;
    } finally {
      // The custodian entered the PIN for this one signature.
      if (!wasLoggedIn && !helper.lost && !helper.detached) await helper.reselect();
    }
    await target.readPins();
    if (pkaOf(target).authenticated !== before.authenticated + 1)
      refuse('read-back-differs', { subject: t('the number of authenticated keys') });
    // Some firmware tells the key check value only now.
    if (target.state.userPin.kind === 'verified') await target.readDkek();
  });
}

/**
 * The EC keys on the other devices within reach that were generated there, and whether they are registered on this one:
 * one command a key. Devices that are busy or fail are left out. Refusal pka-not-set-up.
 */
export async function findPkaKeys({ fleet }: Workstation, serial: Serial): Promise<PkaCandidate[]> {
  const devices = fleet.snapshot.readers.flatMap(({ card }) => (card.kind === 'device' ? [card.device] : []));
  const { pka } = devices.find((device) => device.serial === serial) ?? refuse('no-such-device', { serial });
  if (!pka) return refuse('pka-not-set-up');
  const found: PkaCandidate[] = [];
  for (const other of devices) {
    if (other.serial === serial || other.activity !== undefined || !other.keys.some(({ type }) => type.kind === 'EC')) continue;
    const keys = await fleet.run(other.serial, t('Look for Keys'), candidatesOn).catch(() => []);
    for (const { reference, label, holder } of keys) {
      const registered = pka.keys?.find((key) => key.holder === holder);
      const state = !pka.keys ? 'unknown' : !registered ? 'not-registered' : registered.authenticated ? 'authenticated' : 'registered';
      found.push({ serial: other.serial, device: other.label, reference, label, holder, state });
    }
  }
  return found;
}

async function candidatesOn(device: Device): Promise<{ reference: KeyReference; label: string; holder: string }[]> {
  const found: { reference: KeyReference; label: string; holder: string }[] = [];
  for (const { reference, label, type } of device.state.keys) {
    if (type.kind !== 'EC') continue;
    try {
      const { holder } = await readKeyRequest(device, reference);
      found.push({ reference, label, holder });
    } catch (error) {
      // an imported key, or one with a certificate in place of its request
      if (!(error instanceof Refusal && error.failure.code === 'pka-key-unsuitable')) throw error;
    }
  }
  return found;
}

/** Refusal pka-not-set-up. */
export function pkaOf(device: Device): PkaSnapshot {
  return device.state.pka ?? refuse('pka-not-set-up');
}
