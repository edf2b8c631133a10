import { refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { DeviceSnapshot, DkekState } from '../../../shared/models/snapshot.ts';
import type { Serial } from '../../../shared/numbers.ts';
import { deleteKeyDomain, removeDkek, setUpKeyDomain } from '../../card/key-domains.ts';
import { confirmOnce, confirmSerial } from '../confirmation.ts';
import type { Device } from '../fleet/device.ts';
import { assertLoggedIn } from '../pins/login.ts';
import type { Workstation } from '../workstation.ts';
import { dkekIfAny, dkekOf } from './key-domain.ts';

interface Place {
  readonly serial: Serial;
  readonly keyDomain: number;
}

/** Makes a key domain wait for its DKEK shares. Refusal domain-set-up-already, no-such-domain, domains-not-supported, pin-not-verified. */
export function setUpDomain({ fleet }: Workstation, { serial, keyDomain, shares }: Place & { readonly shares: number }): Promise<void> {
  return fleet.run(serial, t('Set Up Key Domain'), async (device) => {
    if (stateOf(device, keyDomain).kind !== 'none') refuse('domain-set-up-already', { domain: keyDomain });
    assertLoggedIn(device);
    const waits = (dkek: DkekState) => dkek.kind === 'incomplete' && dkek.shares === shares && dkek.imported === 0;
    device.whenInterrupted((now) =>
      waits(dkekIfAny(now, keyDomain))
        ? t('key domain {keyDomain} is set up. Import its DKEK shares.', { keyDomain })
        : t('key domain {keyDomain} is not set up. Set it up again.', { keyDomain }),
    );
    await setUpKeyDomain(device.session, keyDomain, shares);
    device.remembered.sharesIn(keyDomain).clear();
    await readBack(device, keyDomain, waits);
  });
}

/**
 * Takes the DKEK out of a key domain, which then waits for its shares again; its keys stay and can be used. Refusal
 * cancelled, confirmation-differs, domain-not-set-up, pin-not-verified.
 */
export function removeDomainDkek({ fleet, person }: Workstation, request: Place & { readonly confirmation: string }): Promise<void> {
  const { serial, keyDomain, confirmation } = request;
  return fleet.run(serial, t('Remove DKEK'), async (device) => {
    confirmSerial(device, confirmation);
    if (stateOf(device, keyDomain).kind === 'none') refuse('domain-not-set-up', { domain: keyDomain });
    assertLoggedIn(device);
    await confirmOnce(person, device, {
      title: t('Remove DKEK'),
      button: t('Remove DKEK'),
      loses: true,
      purpose: t(
        'Takes the DKEK out of key domain {keyDomain}. Until all its shares are imported again, no key of the domain can be exported or restored.',
        { keyDomain },
      ),
    });
    const isRemoved = (dkek: DkekState) => dkek.kind === 'incomplete' && dkek.imported === 0;
    device.whenInterrupted((now) =>
      isRemoved(dkekIfAny(now, keyDomain))
        ? t('the DKEK of key domain {keyDomain} is removed. It waits for its shares.', { keyDomain })
        : t('key domain {keyDomain} still has its DKEK. Remove it again.', { keyDomain }),
    );
    await removeDkek(device.session, keyDomain);
    device.remembered.sharesIn(keyDomain).clear();
    await readBack(device, keyDomain, isRemoved);
  });
}

/** Deletes a key domain that holds no key, with its DKEK. Refusal cancelled, confirmation-differs, domain-in-use, domain-not-set-up, pin-not-verified. */
export function deleteDomain({ fleet, person }: Workstation, request: Place & { readonly confirmation: string }): Promise<void> {
  const { serial, keyDomain, confirmation } = request;
  return fleet.run(serial, t('Delete Key Domain'), async (device) => {
    confirmSerial(device, confirmation);
    if (stateOf(device, keyDomain).kind === 'none') refuse('domain-not-set-up', { domain: keyDomain });
    assertLoggedIn(device);
    if (isInUse(device.state, keyDomain)) refuse('domain-in-use', { domain: keyDomain });
    await confirmOnce(person, device, {
      title: t('Delete Key Domain'),
      button: t('Delete Key Domain'),
      loses: true,
      purpose: t('Deletes key domain {keyDomain} with its DKEK, for good. It holds no key.', { keyDomain }),
    });
    const isGone = (dkek: DkekState) => dkek.kind === 'none';
    device.whenInterrupted((now) =>
      isGone(dkekIfAny(now, keyDomain))
        ? t('key domain {keyDomain} is deleted.', { keyDomain })
        : t('key domain {keyDomain} is still there. Delete it again.', { keyDomain }),
    );
    await deleteKeyDomain(device.session, keyDomain);
    device.remembered.sharesIn(keyDomain).clear();
    await readBack(device, keyDomain, isGone);
  });
}

/** Refusal not-initialized, domains-not-supported, no-such-domain. */
function stateOf({ state }: Device, keyDomain: number): DkekState {
  if (!state.initialized) refuse('not-initialized');
  if (!state.keyDomains) refuse('domains-not-supported', { firmware: state.firmware });
  return dkekOf(state, keyDomain);
}

function isInUse({ keys }: DeviceSnapshot, domain: number): boolean {
  return keys.some(({ keyDomain }) => keyDomain === domain);
}

async function readBack(device: Device, domain: number, isAsAsked: (dkek: DkekState) => boolean): Promise<void> {
  await device.readDkek();
  if (!isAsAsked(dkekOf(device.state, domain))) refuse('read-back-differs', { subject: t('the state of key domain {domain}', { domain }) });
}
