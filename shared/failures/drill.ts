import { type FailureWords, words } from './words.ts';

const wiped = 'Shares and DKEK were wiped from memory. No production device was touched.';

/** Restore drills. */
export const drillFailures = {
  'drill-running': () => words('A restore drill is under way.', 'Two at once would mix up shares.', 'Bring it to its end, or stop it.'),
  'drill-no-files': () =>
    words(
      'There is no wrapped key to bring back.',
      'Nothing was done.',
      'Choose the files as they lie in the envelopes, or bring a sheet from paper.',
    ),
  'drill-file-unusable': (f: { name: string; why: string }) =>
    words(
      `${f.name} cannot be brought back.`,
      `${f.why} A backup that cannot be read is no backup. Nothing was done.`,
      'Bring another copy of this key. To drill the other files alone, remove this one from the list, and write it in the minutes.',
    ),
  'drill-other-dkek': (f: { name: string; kcv: string; expected: string }) =>
    words(
      `${f.name} is encrypted under the DKEK ${f.kcv}, the others under ${f.expected}.`,
      'One set of shares opens the keys of one DKEK only. Nothing was done.',
      'Remove the files of the other DKEK from the list, and do a drill of their own for them.',
    ),
  'drill-no-device': () =>
    words('No spare device was named.', 'Nothing was done.', 'Insert the spare and choose it, or drill without a device.'),
  'drill-not-a-spare': (f: { device: string; why: string }) =>
    words(
      `${f.device} is no spare: ${f.why}.`,
      'A drill erases the device that it runs on. Nothing on it was changed.',
      'Take it out. Use a spare device, a simulated one, or drill in memory.',
    ),
  'drill-spare-holds-keys': (f: { device: string; keys: number }) =>
    words(
      `${f.device} holds ${f.keys === 1 ? 'a key' : `${f.keys} keys`}, which the drill would erase for good.`,
      'Nothing on it was changed.',
      'If it really is the spare, type its whole serial. Otherwise take it out.',
    ),
  'drill-spare-key-domains': (f: { device: string }) =>
    words(
      `${f.device} has key domains or opens only to public keys.`,
      'Such a device was set up with care, and the drill would erase it. Nothing on it was changed.',
      'Use another spare, a simulated device, or drill in memory.',
    ),
  'drill-opened-without-shares': (f: { label: string; where: string }) =>
    words(
      `STOP. The key "${f.label}" could be opened ${f.where}, before any share was brought.`,
      'This must never happen: the file is not protected as it should be, or what looks like a device is none. Nothing further was done.',
      'Keep the files and this device apart, write down what happened, and have both examined before any of them is used.',
    ),
  'drill-share-twice': (f: { first: number; kcv: string }) =>
    words(
      `This is the same DKEK share that was brought as number ${f.first}; its check value is ${f.kcv}.`,
      `Two equal shares would cancel each other out. ${wiped}`,
      'Start again, and take the file or sheet of each custodian once.',
    ),
  'drill-shares-wrong': (f: { expected: string; got: string; shares: string }) =>
    words(
      `These shares make the DKEK ${f.got}; the files are encrypted under ${f.expected}.`,
      `One share is missing, is wrong, or belongs to another set. The check values of the shares are ${f.shares}. ${wiped}`,
      'Compare them with the minutes and the sheets, find the share that differs, and start again.',
    ),
  'drill-sheet-not-share': () =>
    words(
      'This sheet holds no DKEK share file.',
      `It may be that of a wrapped key. ${wiped}`,
      'Take the sheet whose title says DKEK share file.',
    ),
  'drill-sheet-not-key': () =>
    words(
      'This sheet holds no wrapped key.',
      'It may be that of a DKEK share. Nothing was done.',
      'Take the sheet whose title says wrapped key.',
    ),
  'drill-stopped': () => words('The drill was stopped.', wiped, 'Start it again when you are ready.'),
  'drill-not-erased': (f: { device: string; detail: string }) =>
    words(
      `${f.device} could not be erased after the drill.`,
      `${f.detail} It may hold keys of the drill; nobody knows its User PIN.`,
      'Do not let it out of sight. Choose Initialize Device… for it in the Key Manager: that erases it.',
    ),
} as const satisfies Record<string, (facts: never) => FailureWords>;
