import type { DeviceSnapshot, KeySnapshot } from '../models/snapshot.ts';
import type { WebadmDevice, WebadmKey, WebadmPlace } from '../models/webadm.ts';

/** What WebADM does with a key: encrypt and decrypt; and it must be exportable, or it dies with its device. */
export const neededCapabilities = [0x10, 0x11, 0x92];
export const neededBits = 256;

export function webadmDevice(device: DeviceSnapshot): WebadmDevice {
  const isSeen = device.applicationView?.rows.some(({ aes }) => aes?.countedBy === 'module') ?? false;
  return { serial: device.serial, name: nameOf(device), countedBy: isSeen ? 'module' : 'card' };
}

export const nameOf = ({ label, serial }: Pick<DeviceSnapshot, 'label' | 'serial'>): string => `${label} ${serial}`.trim();

/** The AES keys of a device in the order in which they are counted, each with its place. */
export function aesPlaces(device: DeviceSnapshot): readonly { readonly key: KeySnapshot; readonly place: WebadmPlace }[] {
  const rows = webadmDevice(device).countedBy === 'module' ? device.applicationView?.rows : undefined;
  const places = device.keys
    .filter(({ type }) => type.kind === 'AES')
    .map((key, position) => {
      const index = rows ? rows.find(({ reference }) => reference === key.reference)?.aes?.index : position;
      return { key, place: placeOf(key, index) };
    });
  return rows ? places.sort((a, b) => (a.place.index ?? Number.MAX_SAFE_INTEGER) - (b.place.index ?? Number.MAX_SAFE_INTEGER)) : places;
}

function placeOf({ id, type, details }: KeySnapshot, index: number | undefined): WebadmPlace {
  return {
    ...(index === undefined ? {} : { index }),
    id,
    size: type.kind === 'AES' ? type.size : 0,
    ...(details?.capabilities ? { capabilities: details.capabilities } : {}),
  };
}

/** Every label that an AES key has on any of these devices, in the order of the first device, with its places on each. */
export function webadmKeys(devices: readonly DeviceSnapshot[]): readonly WebadmKey[] {
  const counted = devices.map(aesPlaces);
  const labels = new Set(counted.flatMap((ofDevice) => ofDevice.map(({ key }) => key.label)));
  return [...labels].map((label) => ({
    label,
    places: counted.map((ofDevice) => ofDevice.filter(({ key }) => key.label === label).map(({ place }) => place)),
  }));
}
