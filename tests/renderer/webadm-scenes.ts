import type { KeySnapshot, Snapshot } from '../../shared/models/snapshot.ts';
import type { ConfCheck } from '../../shared/models/webadm.ts';
import { keyId, keyReference, serial } from '../../shared/numbers.ts';
import { aesKey, device, keys, reader, room } from './scenes.ts';

/** Rooms in which settings for WebADM are made. */
const next: KeySnapshot = { ...aesKey, reference: keyReference(5), id: keyId('05'), label: 'HSM AES Key 2027' };
const [first, second] = ['Simulated reader 1', 'Simulated reader 2'];
const other = { serial: serial('DENK0100002'), label: 'HSM B' };
const at = (key: KeySnapshot, reference: number): KeySnapshot => ({ ...key, reference: keyReference(reference) });

export const webadmScenes = {
  'webadm, one key': room(reader(first, device({ keys: [aesKey] })), reader(second, device({ ...other, keys: [aesKey] }))),
  'webadm, rollover': room(reader(first, device({ keys: [aesKey, next] })), reader(second, device({ ...other, keys: [aesKey, next] }))),
  'webadm, order differs': room(
    reader(first, device({ keys: [...keys, next] })),
    reader(second, device({ ...other, keys: [at(next, 1), at(aesKey, 2)] })),
  ),
  'webadm, no key': room(reader(first, device())),
} as const satisfies Record<string, Snapshot>;

export const confCheck: ConfCheck = {
  path: '/media/usb/webadm.conf',
  devices: ['HSM A DENK0100001', 'HSM B DENK0100002'],
  fits: false,
  findings: [
    { line: 41, setting: 'encrypt_data', value: 'Yes', mark: 'good', what: 'WebADM encrypts its data.' },
    { line: 43, setting: 'encrypt_hsm', value: 'Yes', mark: 'good', what: 'WebADM uses the keys on the devices.' },
    { line: 48, setting: 'hsm_model', value: 'smartcard', mark: 'good', what: 'The model of these devices.' },
    {
      ...{ line: 49, setting: 'hsm_keyid', value: '2', mark: 'bad' },
      what: 'There is no AES key 2 on HSM B DENK0100002. Indexes begin with 0.',
      next: 'Take the index from the table in this view, or import the missing key there.',
    },
    {
      ...{ line: 50, setting: 'hsm_pin', mark: 'open' },
      what: 'There is a PIN. It is not shown, and was not tried: a wrong one costs a device a try.',
      next: 'Make sure that it is the User PIN of all devices.',
    },
    {
      ...{ setting: 'File permissions', value: '0644', mark: 'bad' },
      what: 'Everybody on the machine may read this file, and with it the PIN.',
      next: 'Where WebADM runs: chown to the user that WebADM runs as, chmod 600. Then treat the PIN as known and change it.',
    },
  ],
};
