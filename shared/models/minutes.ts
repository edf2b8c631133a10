import { t } from '../language/text.ts';
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
  attendance: t('Attendance'),
  materials: t('Materials and bags'),
  devices: t('Devices'),
  acknowledgement: t('Custodian acknowledgement'),
  'pin-slip': t('PIN envelope slips'),
  keys: t('Keys and wrapped files'),
  exception: t('Exception sheet'),
  destruction: t('Destruction'),
  drill: t('Restore drill'),
  'access-log': t('Access log'),
};

/** What each form is for, for someone who chooses among them. */
export const formPurposes: Readonly<Record<FormName, string>> = {
  attendance: t('Who comes, shows which document, and leaves when; with a signature.'),
  materials: t('Every bag and medium with its number, in and out.'),
  devices: t('Each device with serial, certificate and bag.'),
  acknowledgement: t('A custodian confirms what they hold and what they promise; one page each.'),
  'pin-slip': t('Goes into the envelope with a PIN: which device, which PIN, who sealed it. The PIN itself is written by hand.'),
  keys: t('Keys with their check values, and the files that hold them wrapped.'),
  exception: t('What was expected, what happened, what was done; for when the app cannot be used.'),
  destruction: t('Media and waste that were destroyed, how, and who saw it.'),
  drill: t('A restore drill by hand: what was opened, what came back.'),
  'access-log': t('Stays with the safe: who took which bag, when, why.'),
};
