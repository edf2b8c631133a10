import { t } from '../../shared/language/text.ts';
import type { DeviceSnapshot, KeySnapshot } from '../../shared/models/snapshot.ts';
import { authenticateWithDevice } from '../actions/authenticate-with-device.ts';
import { changeUserPin } from '../actions/change-user-pin.ts';
import { createShare } from '../actions/create-share.ts';
import { exportKey } from '../actions/export-key.ts';
import { generateAesKey } from '../actions/generate-aes-key.ts';
import { generateRsaKey } from '../actions/generate-rsa-key.ts';
import { importKey } from '../actions/import-key.ts';
import { importShare } from '../actions/import-share.ts';
import { initializeDevice } from '../actions/initialize-device.ts';
import { login } from '../actions/login.ts';
import { readAgain } from '../actions/read-again.ts';
import { registerPublicKey } from '../actions/register-public-key.ts';
import { insertNewDevice, pullDevice } from '../actions/simulated-reader.ts';
import { testDevice } from '../actions/test-device.ts';
import { testKey } from '../actions/test-key.ts';
import { unblockUserPin } from '../actions/unblock-user-pin.ts';
import { backupOf, isOwnDkek } from './backup.ts';
import { notReady } from './dkek-place.ts';
import { forDomain, forDomains } from './next-domain-step.ts';
import { forModule } from './next-module-step.ts';
import { forObject, forObjects } from './next-object-step.ts';
import { type NextStep, step } from './step.ts';
import type { TreeNode } from './tree-nodes.ts';

/** What a person who has never done this should do now, with this node in front of them. */
export function nextStep(node: TreeNode): NextStep {
  if (node.kind === 'reader') return forReader(node);
  if (node.kind === 'pkcs11') return forModule(node);
  const pending = untilLoggedIn(node.device);
  if (pending) return pending;
  if (node.kind === 'key') return forKey(node.key, node.device);
  if (node.kind === 'object') return forObject(node.object);
  if (node.kind === 'objects') return forObjects(node.device);
  const { keyDomains } = node.device;
  if (!keyDomains) return forReadyDevice(node.device);
  return node.kind === 'domain' ? forDomain(node.domain, node.device) : forDomains(keyDomains, node.device);
}

function forReader({ reader }: Extract<TreeNode, { kind: 'reader' }>): NextStep {
  switch (reader.card.kind) {
    case 'empty':
      return reader.simulated
        ? step('next', t('No device in this reader.'), t('Insert a simulated device to practise with.'), insertNewDevice)
        : step('next', t('No device in this reader.'), t('Insert a SmartCard-HSM or a Nitrokey HSM 2. It appears here by itself.'));
    case 'reading':
      return step('ready', t('The device is being read.'), t('Leave it in the reader.'));
    case 'problem':
      return step(
        'warning',
        reader.card.failure.what,
        `${reader.card.failure.meaning} ${reader.card.failure.next}`,
        ...(reader.simulated ? [readAgain, pullDevice] : [readAgain]),
      );
    case 'device':
      return step('ready', t('A device is in this reader.'), t('Choose the device below the reader to work with it.'));
  }
}

function untilLoggedIn(device: DeviceSnapshot): NextStep | undefined {
  const { userPin, dkek } = device;
  if (!device.initialized) {
    if (device.soPin.kind === 'blocked') {
      return step('warning', t('The SO-PIN is blocked.'), t('This device can never be initialized again. Use another device.'));
    }
    const advice = t('Initialize it: that sets its label, its PINs and how its keys can be backed up.');
    return step('next', t('This device is new: it has no PIN and no keys.'), advice, initializeDevice);
  }
  const keys = untilKeysAuthenticated(device);
  if (keys) return keys;
  // Shares are imported after the login; with key domains it must first be said which.
  if (dkek.kind === 'incomplete' && !device.keyDomains) {
    const first = dkek.imported === 0;
    const advice = first
      ? t('The custodians bring their share files and passwords, one after another. If there are no share files yet, create them first.')
      : t('The next custodian brings their share file and password.');
    const actions = first ? [importShare, createShare] : [importShare];
    return step('next', notReady({ dkek }) ?? '', advice, ...actions);
  }
  switch (userPin.kind) {
    case 'verified':
      return undefined;
    case 'blocked':
      return device.resetWithSoPin === false || device.soPin.kind === 'blocked'
        ? step(
            'warning',
            t('The User PIN is blocked and cannot be unblocked.'),
            t('Restore the keys on another device from their backups.'),
          )
        : step(
            'next',
            t('The User PIN is blocked. The keys are still on the device.'),
            t('The SO-PIN sets a new User PIN.'),
            unblockUserPin,
          );
    case 'transport':
      return step('next', t('The device still has its transport PIN.'), transportAdvice, changeUserPin);
    case 'not-set':
      return step('next', t('The device has no User PIN.'), t('Initialize it to set one.'), initializeDevice);
    case 'keys-first':
      return step(
        'next',
        t('Public keys must authenticate first.'),
        t('Custodians bring their devices, one after another.'),
        authenticateWithDevice,
      );
    case 'not-verified':
      return step(
        'next',
        t('Nobody is logged in; {left, plural, one {# try left} other {# tries left}}.', { left: userPin.triesLeft }),
        loginAdvice(userPin.triesLeft),
        login,
      );
  }
}

const transportAdvice = t(
  'Whoever the device is for enters it once and chooses a PIN of their own, which nobody else knows. Until then no key can be used.',
);

/** Registering comes before everything, because a free place is open to whoever holds the device. */
function untilKeysAuthenticated({ pka }: DeviceSnapshot): NextStep | undefined {
  if (!pka) return undefined;
  if (pka.registered < pka.total) {
    const state = t('{missing, plural, one {# public key} other {# public keys}} still to be registered; nobody can log in before.', {
      missing: pka.total - pka.registered,
    });
    return step(
      'next',
      state,
      t('Each custodian brings a key on a device of their own, or a file with its public key.'),
      registerPublicKey,
    );
  }
  if (pka.authenticated >= pka.required) return undefined;

  const state = t('{missing, plural, one {# custodian’s device} other {# custodians’ devices}} must authenticate to open this device.', {
    missing: pka.required - pka.authenticated,
  });
  return step('next', state, t('Insert the device of a custodian whose key is registered; they enter its PIN.'), authenticateWithDevice);
}

function loginAdvice(left: number): string {
  return left === 1
    ? t('One more wrong PIN blocks it. Check that the envelope belongs to this serial.')
    : t('Log in to make, use or export keys.');
}

function forReadyDevice(device: DeviceSnapshot): NextStep {
  const { dkek, keys } = device;
  if (keys.length > 0)
    return step(
      'ready',
      t('Ready: logged in, {count, plural, one {# key} other {# keys}}.', { count: keys.length }),
      keysAdvice(device),
      testDevice,
    );
  if (dkek.kind === 'none') {
    return step('next', t('Ready, but without DKEK.'), t('Keys made here can be used, but never backed up.'), generateRsaKey);
  }
  return step(
    'next',
    t('Ready: the DKEK is complete and you are logged in.'),
    t('Make the first key, or import one.'),
    generateAesKey,
    importKey,
  );
}

function keysAdvice(device: DeviceSnapshot): string {
  if (device.dkek.kind === 'none') return t('Its keys cannot be backed up, because the device has no DKEK.');
  if (isOwnDkek(device)) return t('Its keys cannot move to another device, because no other has its DKEK.');
  return t('Export each key that must outlive this device, and test the device before it leaves the room.');
}

function forKey(key: KeySnapshot, device: DeviceSnapshot): NextStep {
  if (key.details?.useCounter === 0) {
    return step(
      'warning',
      t('This key is used up.'),
      t('Its use counter is at zero and cannot be raised. Use another key; delete this one when you like.'),
    );
  }
  if (device.keyDomains && key.keyDomain === undefined) {
    return step(
      'warning',
      t('Nobody knows in which key domain this key is.'),
      t('The device does not tell. The key can be used, but not exported.'),
      testKey,
    );
  }
  switch (backupOf(key, device)) {
    case 'no WRAP':
      return step(
        'warning',
        t('This key dies with this device.'),
        t('It was made without WRAP (92), so no backup of it is possible.'),
        testKey,
      );
    case 'no DKEK':
      return step('warning', t('This key dies with this device.'), t('Without a DKEK no backup of it is possible.'), testKey);
    case 'shares missing':
      return step(
        'warning',
        t('This key cannot leave the device now.'),
        t('DKEK shares are missing. Until they are imported, no backup of it is possible.'),
        testKey,
      );
    case 'into this device only':
      return step('warning', t('This key dies with this device.'), t('What it exports, only this device can import again.'), testKey);
    default:
      return step('ready', t('Ready for use.'), t('Export it, so that it outlives this device.'), exportKey, testKey);
  }
}
