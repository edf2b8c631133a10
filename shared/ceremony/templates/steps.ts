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

const deviceName = ({ id, label }: PlannedDevice) => `device ${id} (${label})`;

/** The parts of which every ceremony is made: what is said, done and looked at. */
export const opening = (purpose: string): DraftAct => ({
  title: 'Opening',
  steps: [
    {
      title: 'Everyone is here',
      who: operator,
      say: 'I ask each person to say their name and role and to show a document with a photograph. The witness compares it with the plan.',
      checks: [
        'Each person in the room is in the plan, and no one else is in the room.',
        'Telephones and cameras are put away or switched off.',
      ],
      action: { do: 'attendance' },
      witnessed: true,
    },
    {
      title: 'The plan is the one that was reviewed',
      who: operator,
      say: `The purpose of this ceremony is: ${purpose} I read the words of the plan's hash aloud from the screen; the witness follows on the printed plan.`,
      checks: ['The words on the screen are those of the printed, reviewed plan.'],
      action: { do: 'read-aloud' },
      witnessed: true,
    },
    {
      title: 'The workstation is fit',
      who: operator,
      checks: ['No cable leads to a network; the wireless switches are off.', 'Every finding on the screen is understood.'],
      action: { do: 'preflight' },
      witnessed: true,
    },
    {
      title: 'The material is complete',
      who: operator,
      say: 'I open the bags one by one and read their numbers and the serials aloud.',
      checks: ['Bag numbers and serials are those of the list; no bag was opened before.'],
      action: { do: 'materials' },
      witnessed: true,
    },
  ],
});

export const initialize = (device: PlannedDevice): Draft => ({
  title: `Initialize ${deviceName(device)}`,
  who: atCard,
  say: `The device ${device.id} is initialized now. Whatever is on it is erased.`,
  checks: ['The serial on the screen is the one printed on the device.', 'Nobody saw the PINs as they were entered.'],
  action: { do: 'initialize', device: device.id },
  witnessed: true,
});

export const createShare = (share: number, of: number, split: boolean): Draft => ({
  title: `Create DKEK share ${share} of ${of}`,
  who: withCustodian,
  say: split
    ? 'The password of this share is split among the custodians. Each of them is alone at the screen, takes a part on paper and reads it back.'
    : 'The custodian of this share chooses its password, alone at the screen.',
  checks: ['Only the custodian concerned could see the screen.', 'The check value on the screen is in the minutes.'],
  action: { do: 'create-share', share },
  witnessed: true,
});

export const printShareFile = (share: number): Draft => ({
  title: `Put share file ${share} on paper`,
  who: withCustodian,
  checks: ['The sheet was read back or scanned, and matches the file.'],
  action: { do: 'print-share-file', share },
  witnessed: true,
});

export const importShare = (share: number, device: PlannedDevice, last: boolean): Draft => ({
  title: `Import share ${share} into ${deviceName(device)}`,
  who: withCustodian,
  checks: last
    ? ['The key check value (KCV) of the complete DKEK is read aloud and is the same on every device.']
    : ['The check value is that of the minutes.'],
  action: { do: 'import-share', share, device: device.id },
  witnessed: true,
});

export const login = (device: PlannedDevice): Draft => ({
  title: `Log in to ${deviceName(device)}`,
  who: atCard,
  checks: ['Nobody saw the PIN as it was entered.'],
  action: { do: 'login', device: device.id },
  witnessed: false,
});

export const generate = (key: PlannedKey, device: PlannedDevice): Draft => ({
  title: `Generate the key "${key.label}"`,
  who: operator,
  checks: ['Type, size and capabilities on the screen are those of the plan.'],
  action: { do: 'generate', key: key.label, device: device.id },
  witnessed: true,
});

export const exportKey = (key: PlannedKey, device: PlannedDevice): Draft => ({
  title: `Export the key "${key.label}", wrapped`,
  who: operator,
  checks: ['The SHA-256 of the file is in the minutes.', 'A second copy is on another medium.'],
  action: { do: 'export', key: key.label, device: device.id },
  witnessed: true,
});

export const printWrappedKey = (key: PlannedKey): Draft => ({
  title: `Put the wrapped key "${key.label}" on paper`,
  who: operator,
  checks: ['The sheet was read back or scanned, and matches the file.'],
  action: { do: 'print-wrapped-key', key: key.label },
  witnessed: true,
});

export const clone = (devices: readonly PlannedDevice[]): Draft => ({
  title: `Clone to ${devices.map(({ id }) => id).join(', ')}`,
  who: ['operator', 'security officer', 'custodian'],
  say: 'The further devices are erased, set up with the same shares, and get the same keys. Each key is proven on each device.',
  checks: ['Every field of the table of devices and keys is proven.', 'The key check value is the same on every device.'],
  action: { do: 'clone', devices: devices.map(({ id }) => id) },
  witnessed: true,
});

export const verify: Draft = {
  title: 'All devices hold the same keys',
  who: operator,
  checks: ['The same DKEK, the same keys in the same order, and each key works on each device.'],
  action: { do: 'verify' },
  witnessed: true,
};

export const test = (device: PlannedDevice): Draft => ({
  title: `Test ${deviceName(device)}`,
  who: operator,
  checks: ['Every key passed.'],
  action: { do: 'test', device: device.id },
  witnessed: true,
});

export const drill: Draft = {
  title: 'Restore drill',
  who: withCustodian,
  say: 'We prove that paper and files bring the keys back, without touching a production device.',
  checks: ['Before the shares came in, the files could not be opened.', 'Every key came back, and is the same key.'],
  action: { do: 'drill' },
  witnessed: true,
};

export const webadm: Draft = {
  title: 'Settings for WebADM',
  who: operator,
  checks: ['The index of each key was compared with the table of keys.', 'The PIN is not in the file unless that was decided.'],
  action: { do: 'webadm' },
  witnessed: false,
};

export const seal = (what: string): Draft => ({
  title: `Seal: ${what}`,
  who: operator,
  checks: ['The number of the bag is in the minutes, and its holder has signed.'],
  action: { do: 'seal', what },
  witnessed: true,
});

export const destroy = (what: string): Draft => ({
  title: `Destroy: ${what}`,
  who: operator,
  checks: ['It was destroyed in front of everyone.'],
  action: { do: 'destroy', what },
  witnessed: true,
});

export const closing: DraftAct = {
  title: 'Closing',
  steps: [
    {
      title: 'Close the transcript and sign the minutes',
      who: operator,
      say: 'I read the head of the transcript aloud as words. The witness follows on the minutes and photographs the code.',
      checks: ['The head on the minutes is that on the screen.', 'Everyone has signed.'],
      action: { do: 'close' },
      witnessed: true,
    },
  ],
};
