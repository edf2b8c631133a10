import { t } from '../../language/text.ts';
import type { Act, PlannedDevice, PlannedKey, Role, Step } from '../../models/plan.ts';

/** A step before it has its number. */
export type Draft = Omit<Step, 'id'>;
export interface DraftAct {
  readonly title: string;
  readonly steps: readonly Draft[];
}

/** Acts with steps numbered 1.1, 1.2 …; an act without steps is left out. */
export function numbered(acts: readonly DraftAct[]): Act[] {
  return acts
    .filter(({ steps }) => steps.length > 0)
    .map(({ title, steps }, act) => ({ title, steps: steps.map((step, index) => ({ id: `${act + 1}.${index + 1}`, ...step })) }));
}

const operator: readonly Role[] = ['operator'];
const atCard: readonly Role[] = ['operator', 'security officer'];
const withCustodian: readonly Role[] = ['operator', 'custodian'];

/** The parts of which every ceremony is made: what is said, done and looked at. */
export const opening = (purpose: string): DraftAct => ({
  title: t('Opening'),
  steps: [
    {
      title: t('Everyone is here'),
      who: operator,
      say: t(
        'I ask each person to say their name and role and to show a document with a photograph. The witness compares it with the plan.',
      ),
      checks: [
        t('Each person in the room is in the plan, and no one else is in the room.'),
        t('Telephones and cameras are put away or switched off.'),
      ],
      action: { do: 'attendance' },
      witnessed: true,
    },
    {
      title: t('The plan is the one that was reviewed'),
      who: operator,
      say: t(
        "The purpose of this ceremony is: {purpose} I read the words of the plan's hash aloud from the screen; the witness follows on the printed plan.",
        { purpose },
      ),
      checks: [t('The words on the screen are those of the printed, reviewed plan.')],
      action: { do: 'read-aloud' },
      witnessed: true,
    },
    {
      title: t('The workstation is fit'),
      who: operator,
      checks: [t('No cable leads to a network; the wireless switches are off.'), t('Every finding on the screen is understood.')],
      action: { do: 'preflight' },
      witnessed: true,
    },
    {
      title: t('The material is complete'),
      who: operator,
      say: t('I open the bags one by one and read their numbers and the serials aloud.'),
      checks: [t('Bag numbers and serials are those of the list; no bag was opened before.')],
      action: { do: 'materials' },
      witnessed: true,
    },
  ],
});

export const initialize = (device: PlannedDevice): Draft => ({
  title: t('Initialize device {id} ({label})', { id: device.id, label: device.label }),
  who: atCard,
  say: t('The device {id} is initialized now. Whatever is on it is erased.', { id: device.id }),
  checks: [t('The serial on the screen is the one printed on the device.'), t('Nobody saw the PINs as they were entered.')],
  action: { do: 'initialize', device: device.id },
  witnessed: true,
});

export const createShare = (share: number, of: number, split: boolean): Draft => ({
  title: t('Create DKEK share {share} of {of}', { share, of }),
  who: withCustodian,
  say: split
    ? t(
        'The password of this share is split among the custodians. Each of them is alone at the screen, takes a part on paper and reads it back.',
      )
    : t('The custodian of this share chooses its password, alone at the screen.'),
  checks: [t('Only the custodian concerned could see the screen.'), t('The check value on the screen is in the minutes.')],
  action: { do: 'create-share', share },
  witnessed: true,
});

export const printShareFile = (share: number): Draft => ({
  title: t('Put share file {share} on paper', { share }),
  who: withCustodian,
  checks: [t('The sheet was read back or scanned, and matches the file.')],
  action: { do: 'print-share-file', share },
  witnessed: true,
});

export const importShare = (share: number, device: PlannedDevice, last: boolean): Draft => ({
  title: t('Import share {share} into device {id} ({label})', { share, id: device.id, label: device.label }),
  who: withCustodian,
  checks: last
    ? [t('The key check value (KCV) of the complete DKEK is read aloud and is the same on every device.')]
    : [t('The check value is that of the minutes.')],
  action: { do: 'import-share', share, device: device.id },
  witnessed: true,
});

export const login = (device: PlannedDevice): Draft => ({
  title: t('Log in to device {id} ({label})', { id: device.id, label: device.label }),
  who: atCard,
  checks: [t('Nobody saw the PIN as it was entered.')],
  action: { do: 'login', device: device.id },
  witnessed: false,
});

export const generate = (key: PlannedKey, device: PlannedDevice): Draft => ({
  title: t('Generate the key "{label}"', { label: key.label }),
  who: operator,
  checks: [t('Type, size and capabilities on the screen are those of the plan.')],
  action: { do: 'generate', key: key.label, device: device.id },
  witnessed: true,
});

export const exportKey = (key: PlannedKey, device: PlannedDevice): Draft => ({
  title: t('Export the key "{label}", wrapped', { label: key.label }),
  who: operator,
  checks: [t('The SHA-256 of the file is in the minutes.'), t('A second copy is on another medium.')],
  action: { do: 'export', key: key.label, device: device.id },
  witnessed: true,
});

export const printWrappedKey = (key: PlannedKey): Draft => ({
  title: t('Put the wrapped key "{label}" on paper', { label: key.label }),
  who: operator,
  checks: [t('The sheet was read back or scanned, and matches the file.')],
  action: { do: 'print-wrapped-key', key: key.label },
  witnessed: true,
});

export const clone = (devices: readonly PlannedDevice[]): Draft => ({
  title: t('Clone to {devices}', { devices: devices.map(({ id }) => id).join(', ') }),
  who: ['operator', 'security officer', 'custodian'],
  say: t('The further devices are erased, set up with the same shares, and get the same keys. Each key is proven on each device.'),
  checks: [t('Every field of the table of devices and keys is proven.'), t('The key check value is the same on every device.')],
  action: { do: 'clone', devices: devices.map(({ id }) => id) },
  witnessed: true,
});

export const verify: Draft = {
  title: t('All devices hold the same keys'),
  who: operator,
  checks: [t('The same DKEK, the same keys in the same order, and each key works on each device.')],
  action: { do: 'verify' },
  witnessed: true,
};

export const test = (device: PlannedDevice): Draft => ({
  title: t('Test device {id} ({label})', { id: device.id, label: device.label }),
  who: operator,
  checks: [t('Every key passed.')],
  action: { do: 'test', device: device.id },
  witnessed: true,
});

export const drill: Draft = {
  title: t('Restore drill'),
  who: withCustodian,
  say: t('We prove that paper and files bring the keys back, without touching a production device.'),
  checks: [t('Before the shares came in, the files could not be opened.'), t('Every key came back, and is the same key.')],
  action: { do: 'drill' },
  witnessed: true,
};

export const webadm: Draft = {
  title: t('Settings for WebADM'),
  who: operator,
  checks: [t('The index of each key was compared with the table of keys.'), t('The PIN is not in the file unless that was decided.')],
  action: { do: 'webadm' },
  witnessed: false,
};

export const seal = (what: string): Draft => ({
  title: t('Seal: {what}', { what }),
  who: operator,
  checks: [t('The number of the bag is in the minutes, and its holder has signed.')],
  action: { do: 'seal', what },
  witnessed: true,
});

export const destroy = (what: string): Draft => ({
  title: t('Destroy: {what}', { what }),
  who: operator,
  checks: [t('It was destroyed in front of everyone.')],
  action: { do: 'destroy', what },
  witnessed: true,
});

export const closing: DraftAct = {
  title: t('Closing'),
  steps: [
    {
      title: t('Close the transcript and sign the minutes'),
      who: operator,
      say: t('I read the head of the transcript aloud as words. The witness follows on the minutes and photographs the code.'),
      checks: [t('The head on the minutes is that on the screen.'), t('Everyone has signed.')],
      action: { do: 'close' },
      witnessed: true,
    },
  ],
};
