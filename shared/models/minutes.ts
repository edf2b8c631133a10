import type { Head } from './transcript.ts';

/** Minutes that were made and wait to be shown: `document.show`. */
export interface MadeMinutes {
  readonly document: string;
  /** The head of the transcript that they name. */
  readonly head: Head;
  /** Whether the ceremony had been closed. */
  readonly closed: boolean;
}

/** A key on a device has signed the head of the transcript. */
export interface SignedHead {
  readonly head: Head;
  readonly label: string;
  /** `ECDSA with SHA-256` */
  readonly algorithm: string;
}

/** Sheets that are filled in by hand, or signed, during a ceremony. */
export const formNames = [
  'attendance',
  'materials',
  'devices',
  'acknowledgement',
  'pin-slip',
  'keys',
  'exception',
  'destruction',
  'drill',
  'access-log',
] as const;
export type FormName = (typeof formNames)[number];

export const formTitles: Readonly<Record<FormName, string>> = {
  attendance: 'Attendance',
  materials: 'Materials and bags',
  devices: 'Devices',
  acknowledgement: 'Custodian acknowledgement',
  'pin-slip': 'PIN envelope slips',
  keys: 'Keys and wrapped files',
  exception: 'Exception sheet',
  destruction: 'Destruction',
  drill: 'Restore drill',
  'access-log': 'Access log',
};

/** What each form is for, for someone who chooses among them. */
export const formPurposes: Readonly<Record<FormName, string>> = {
  attendance: 'Who comes, shows which document, and leaves when; with a signature.',
  materials: 'Every bag and medium with its number, in and out.',
  devices: 'Each device with serial, certificate and bag.',
  acknowledgement: 'A custodian confirms what they hold and what they promise; one page each.',
  'pin-slip': 'Goes into the envelope with a PIN: which device, which PIN, who sealed it. The PIN itself is written by hand.',
  keys: 'Keys with their check values, and the files that hold them wrapped.',
  exception: 'What was expected, what happened, what was done; for when the app cannot be used.',
  destruction: 'Media and waste that were destroyed, how, and who saw it.',
  drill: 'A restore drill by hand: what was opened, what came back.',
  'access-log': 'Stays with the safe: who took which bag, when, why.',
};
