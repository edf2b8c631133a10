import { capabilityName, WRAP } from '../algorithms.ts';
import { visible } from '../documents/visible-text.ts';
import { listed, t } from '../language/text.ts';
import type { DeviceSnapshot } from '../models/snapshot.ts';
import type { WebadmDevice, WebadmFinding, WebadmKey, WebadmPlace, WebadmSettings } from '../models/webadm.ts';
import { neededBits, neededCapabilities, webadmDevice, webadmKeys } from './keys.ts';

/** In place of the PIN. A comment: a wrong PIN in its place would cost each device a try at every start of WebADM. */
export const pinPlaceholder = '# hsm_pin <entered by you>';

/**
 * The settings for these keys, by label, the first of which encrypts, on these devices; and all that is wrong with them.
 * The names of the settings are those of RCDevs' webadm.conf: encrypt_hsm, hsm_model, hsm_keyid, hsm_pin.
 */
export function webadmSettings(devices: readonly DeviceSnapshot[], labels: readonly string[], practice = false): WebadmSettings {
  const known = webadmKeys(devices);
  const keys = labels.map((label) => known.find((key) => key.label === label) ?? { label, places: devices.map(() => []) });
  const told = devices.map(webadmDevice);
  const findings = [...keys.flatMap((key) => findingsOf(key, told)), ...aboutOrder(told, keys)];
  const block =
    keys.length === 0 || devices.length === 0 || findings.some(({ mark }) => mark === 'bad') ? undefined : blockOf(told, keys, practice);
  return { devices: told, keys, findings, ...(block === undefined ? {} : { block }) };
}

/** What is wrong with one key, on which device. */
export function findingsOf(key: WebadmKey, devices: readonly WebadmDevice[]): WebadmFinding[] {
  const name = t('"{label}"', { label: key.label || t('no label') });
  const bad = (what: string, next: string): WebadmFinding => ({ mark: 'bad', what, next });
  const ofDevices = devices.flatMap(({ name: device }, at): WebadmFinding[] => {
    const [place, second] = key.places[at] ?? [];
    if (!place)
      return [
        bad(
          t('{name} is not on {device}.', { name, device }),
          t('Import its wrapped file there (Key Manager, Import Key…), or leave the device out.'),
        ),
      ];
    if (second)
      return [
        bad(
          t('{device} has {count} AES keys named {name}.', { device, count: key.places[at]?.length ?? 0, name }),
          t('Rename one of them in the Key Manager, so that everybody knows which is meant.'),
        ),
      ];
    return placeFindings(name, device, place);
  });
  return [...ofDevices, ...acrossDevices(name, key, devices)];
}

function placeFindings(name: string, device: string, { size, capabilities, index }: WebadmPlace): WebadmFinding[] {
  const found: WebadmFinding[] = [];
  const bad = (what: string, next: string) => found.push({ mark: 'bad', what, next });
  if (index === undefined)
    bad(
      t('The PKCS#11 module does not show {name} on {device}.', { name, device }),
      t('WebADM could not use it. Look through the module again after a login.'),
    );
  if (size !== neededBits)
    bad(
      t('{name} on {device} has {size, plural, =0 {an unknown number of} other {#}} bits.', { name, device, size }),
      t('Generate an AES-256 key with the preset “WebADM / OpenOTP”.'),
    );
  // an empty list means: no restriction
  if (capabilities === undefined)
    found.push({
      mark: 'open',
      what: t('What {name} may do on {device} is not known.', { name, device }),
      next: t('Test the key in the Key Manager before WebADM depends on it.'),
    });
  else if (capabilities.length > 0) {
    const missing = neededCapabilities.filter((id) => !capabilities.includes(id));
    if (missing.includes(WRAP))
      bad(
        t('{name} on {device} has no {capability}: it can never be exported, and dies with this device.', {
          name,
          device,
          capability: capabilityName(WRAP),
        }),
        t('Generate a new key with the preset “WebADM / OpenOTP”. What is encrypted with this one must be decrypted first.'),
      );
    const use = missing.filter((id) => id !== WRAP).map(capabilityName);
    if (use.length > 0)
      bad(
        t('{name} on {device} lacks {capabilities}.', { name, device, capabilities: listed(use) }),
        t('Generate a new key with the preset “WebADM / OpenOTP”.'),
      );
  }
  return found;
}

/** WebADM has one hsm_keyid for all its devices. */
function acrossDevices(name: string, key: WebadmKey, devices: readonly WebadmDevice[]): WebadmFinding[] {
  const single = key.places.map((places) => (places.length === 1 ? places[0] : undefined));
  const first = single.find((place) => place !== undefined);
  const found: WebadmFinding[] = [];
  const indexes = single.flatMap((place, at) => (place?.index === undefined ? [] : { name: devices[at]?.name, index: place.index }));
  if (new Set(indexes.map(({ index }) => index)).size > 1)
    found.push({
      mark: 'bad',
      what: t('{name} has another index on each device: {indexes}.', {
        name,
        indexes: indexes.map(({ name: device = '', index }) => t('{index} on {device}', { index, device })).join(', '),
      }),
      next: t(
        'WebADM has one index for all devices and would take another key. Put the AES keys onto all devices in the same order: clone the devices again, or delete the AES keys on one (each backed up) and import them in the order of the other.',
      ),
    });
  const stranger = single.findIndex((place) => place && first && place.id !== first.id);
  if (stranger >= 0)
    found.push({
      mark: 'open',
      what: t('{name} has another key ID on {device}: it may be another key of the same name.', {
        name,
        device: devices[stranger]?.name ?? '',
      }),
      next: t('Compare the devices in Clone & Verify (Verify…): it proves whether both compute the same.'),
    });
  return found;
}

function aboutOrder(devices: readonly WebadmDevice[], keys: readonly WebadmKey[]): WebadmFinding[] {
  const found: WebadmFinding[] = [];
  if (devices.length > 0 && keys.length > 0 && devices.some(({ countedBy }) => countedBy === 'card'))
    found.push({
      mark: 'open',
      what: t('The indexes are counted in the order of the key references, as the card lists its keys.'),
      next: t('To see them as WebADM will, look at the device through its PKCS#11 module in the Key Manager (node PKCS#11).'),
    });
  if (keys.length > 1)
    found.push({
      mark: 'open',
      what: t('Several indexes are written in one line, separated by commas.'),
      next: t('Compare with the comments in the webadm.conf of your version before you restart WebADM.'),
    });
  return found;
}

/** The lines without the PIN. Names come from cards: nothing in them may break out of a comment. */
function blockOf(devices: readonly WebadmDevice[], keys: readonly WebadmKey[], practice: boolean): string {
  const indexes = keys.map(({ places }) => places[0]?.[0]?.index ?? 0);
  const uses = (position: number) => (keys.length === 1 ? 'encrypts and decrypts' : position === 0 ? 'encrypts, and decrypts' : 'decrypts');
  const plain = (text: string) => visible(text).replace(/\s+/g, ' ');
  return [
    ...(practice ? ['# REHEARSAL: made with simulated devices. Not for production.'] : []),
    '# Keys in hardware. The first key encrypts, all of them decrypt.',
    ...devices.map(({ name }) => `# device: ${plain(name)}`),
    ...keys.map(({ label }, at) => `# AES key ${indexes[at]}: ${plain(label)} (${uses(at)})`),
    'encrypt_hsm Yes',
    'hsm_model smartcard',
    `hsm_keyid ${indexes.join(',')}`,
    '# The User PIN, the same on all devices. This file must be readable by WebADM only.',
    pinPlaceholder,
    '',
  ].join('\n');
}
