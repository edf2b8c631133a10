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
import { forDomain, forDomains } from './next-domain-step.ts';
import { forModule } from './next-module-step.ts';
import { forObject, forObjects } from './next-object-step.ts';
import { counted, missingSharesText, triesLeft } from './node-text.ts';
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
        ? step('next', 'No device in this reader.', 'Insert a simulated device to practise with.', insertNewDevice)
        : step('next', 'No device in this reader.', 'Insert a SmartCard-HSM or a Nitrokey HSM 2. It appears here by itself.');
    case 'reading':
      return step('ready', 'The device is being read.', 'Leave it in the reader.');
    case 'problem':
      return step(
        'warning',
        reader.card.failure.what,
        `${reader.card.failure.meaning} ${reader.card.failure.next}`,
        ...(reader.simulated ? [readAgain, pullDevice] : [readAgain]),
      );
    case 'device':
      return step('ready', 'A device is in this reader.', 'Choose the device below the reader to work with it.');
  }
}

function untilLoggedIn(device: DeviceSnapshot): NextStep | undefined {
  const { userPin, dkek } = device;
  if (!device.initialized) {
    if (device.soPin.kind === 'blocked') {
      return step('warning', 'The SO-PIN is blocked.', 'This device can never be initialized again. Use another device.');
    }
    const advice = 'Initialize it: that sets its label, its PINs and how its keys can be backed up.';
    return step('next', 'This device is new: it has no PIN and no keys.', advice, initializeDevice);
  }
  const keys = untilKeysAuthenticated(device);
  if (keys) return keys;
  // Shares are imported after the login; with key domains it must first be said which.
  if (dkek.kind === 'incomplete' && !device.keyDomains) {
    const first = dkek.imported === 0;
    const advice = first
      ? 'The custodians bring their share files and passwords, one after another. If there are no share files yet, create them first.'
      : 'The next custodian brings their share file and password.';
    const actions = first ? [importShare, createShare] : [importShare];
    return step('next', `${missingSharesText(dkek)}; no keys can be made.`, advice, ...actions);
  }
  switch (userPin.kind) {
    case 'verified':
      return undefined;
    case 'blocked':
      return device.resetWithSoPin === false || device.soPin.kind === 'blocked'
        ? step('warning', 'The User PIN is blocked and cannot be unblocked.', 'Restore the keys on another device from their backups.')
        : step('next', 'The User PIN is blocked. The keys are still on the device.', 'The SO-PIN sets a new User PIN.', unblockUserPin);
    case 'transport':
      return step('next', 'The device still has its transport PIN.', transportAdvice, changeUserPin);
    case 'not-set':
      return step('next', 'The device has no User PIN.', 'Initialize it to set one.', initializeDevice);
    case 'keys-first':
      return step(
        'next',
        'Public keys must authenticate first.',
        'Custodians bring their devices, one after another.',
        authenticateWithDevice,
      );
    case 'not-verified':
      return step('next', `Nobody is logged in; ${triesLeft(userPin.triesLeft)}.`, loginAdvice(userPin.triesLeft), login);
  }
}

const transportAdvice =
  'Whoever the device is for enters it once and chooses a PIN of their own, which nobody else knows. Until then no key can be used.';
/** Registering comes before everything, because a free place is open to whoever holds the device. */
function untilKeysAuthenticated({ pka }: DeviceSnapshot): NextStep | undefined {
  if (!pka) return undefined;
  if (pka.registered < pka.total) {
    const state = `${counted(pka.total - pka.registered, 'public key')} still to be registered; nobody can log in before.`;
    return step('next', state, 'Each custodian brings a key on a device of their own, or a file with its public key.', registerPublicKey);
  }
  if (pka.authenticated >= pka.required) return undefined;
  const more = pka.required - pka.authenticated;
  const state = `${counted(more, 'custodian’s device', 'custodians’ devices')} must authenticate to open this device.`;
  return step('next', state, 'Insert the device of a custodian whose key is registered; they enter its PIN.', authenticateWithDevice);
}

function loginAdvice(left: number): string {
  return left === 1
    ? 'One more wrong PIN blocks it. Check that the envelope belongs to this serial.'
    : 'Log in to make, use or export keys.';
}

function forReadyDevice(device: DeviceSnapshot): NextStep {
  const { dkek, keys } = device;
  if (keys.length > 0) return step('ready', `Ready: logged in, ${counted(keys.length, 'key')}.`, keysAdvice(device), testDevice);
  if (dkek.kind === 'none') {
    return step('next', 'Ready, but without DKEK.', 'Keys made here can be used, but never backed up.', generateRsaKey);
  }
  return step(
    'next',
    'Ready: the DKEK is complete and you are logged in.',
    'Make the first key, or import one.',
    generateAesKey,
    importKey,
  );
}

function keysAdvice(device: DeviceSnapshot): string {
  if (device.dkek.kind === 'none') return 'Its keys cannot be backed up, because the device has no DKEK.';
  if (isOwnDkek(device)) return 'Its keys cannot move to another device, because no other has its DKEK.';
  return 'Export each key that must outlive this device, and test the device before it leaves the room.';
}

function forKey(key: KeySnapshot, device: DeviceSnapshot): NextStep {
  if (key.details?.useCounter === 0) {
    return step(
      'warning',
      'This key is used up.',
      'Its use counter is at zero and cannot be raised. Use another key; delete this one when you like.',
    );
  }
  if (device.keyDomains && key.keyDomain === undefined) {
    return step(
      'warning',
      'Nobody knows in which key domain this key is.',
      'The device does not tell. The key can be used, but not exported.',
      testKey,
    );
  }
  switch (backupOf(key, device)) {
    case 'no WRAP':
      return step('warning', 'This key dies with this device.', 'It was made without WRAP (92), so no backup of it is possible.', testKey);
    case 'no DKEK':
      return step('warning', 'This key dies with this device.', 'Without a DKEK no backup of it is possible.', testKey);
    case 'shares missing':
      return step(
        'warning',
        'This key cannot leave the device now.',
        'DKEK shares are missing. Until they are imported, no backup of it is possible.',
        testKey,
      );
    case 'into this device only':
      return step('warning', 'This key dies with this device.', 'What it exports, only this device can import again.', testKey);
    default:
      return step('ready', 'Ready for use.', 'Export it, so that it outlives this device.', exportKey, testKey);
  }
}
