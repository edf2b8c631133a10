import { t } from '../language/text.ts';
import { type FailureWords, words } from './words.ts';

const wiped = t('Shares and DKEK were wiped from memory. No production device was touched.');

/** Restore drills. */
export const drillFailures = {
  'drill-running': () =>
    words(t('A restore drill is under way.'), t('Two at once would mix up shares.'), t('Bring it to its end, or stop it.')),
  'drill-no-files': () =>
    words(
      t('There is no wrapped key to bring back.'),
      t('Nothing was done.'),
      t('Choose the files as they lie in the envelopes, or bring a sheet from paper.'),
    ),
  'drill-file-unusable': (f: { name: string; why: string }) =>
    words(
      t('{name} cannot be brought back.', f),
      t('{why} A backup that cannot be read is no backup. Nothing was done.', f),
      t('Bring another copy of this key. To drill the other files alone, remove this one from the list, and write it in the minutes.'),
    ),
  'drill-other-dkek': (f: { name: string; kcv: string; expected: string }) =>
    words(
      t('{name} is encrypted under the DKEK {kcv}, the others under {expected}.', f),
      t('One set of shares opens the keys of one DKEK only. Nothing was done.'),
      t('Remove the files of the other DKEK from the list, and do a drill of their own for them.'),
    ),
  'drill-no-device': () =>
    words(t('No spare device was named.'), t('Nothing was done.'), t('Insert the spare and choose it, or drill without a device.')),
  'drill-not-a-spare': (f: { device: string; why: string }) =>
    words(
      t('{device} is no spare: {why}.', f),
      t('A drill erases the device that it runs on. Nothing on it was changed.'),
      t('Take it out. Use a spare device, a simulated one, or drill in memory.'),
    ),
  'drill-spare-holds-keys': (f: { device: string; keys: number }) =>
    words(
      t('{device} holds {keys, plural, one {a key} other {# keys}}, which the drill would erase for good.', f),
      t('Nothing on it was changed.'),
      t('If it really is the spare, type its whole serial. Otherwise take it out.'),
    ),
  'drill-spare-key-domains': (f: { device: string }) =>
    words(
      t('{device} has key domains or opens only to public keys.', f),
      t('Such a device was set up with care, and the drill would erase it. Nothing on it was changed.'),
      t('Use another spare, a simulated device, or drill in memory.'),
    ),
  'drill-opened-without-shares': (f: { label: string; where: string }) =>
    words(
      t('STOP. The key "{label}" could be opened {where}, before any share was brought.', f),
      t(
        'This must never happen: the file is not protected as it should be, or what looks like a device is none. Nothing further was done.',
      ),
      t('Keep the files and this device apart, write down what happened, and have both examined before any of them is used.'),
    ),
  'drill-share-twice': (f: { first: number; kcv: string }) =>
    words(
      t('This is the same DKEK share that was brought as number {first}; its check value is {kcv}.', f),
      `${t('Two equal shares would cancel each other out.')} ${wiped}`,
      t('Start again, and take the file or sheet of each custodian once.'),
    ),
  'drill-shares-wrong': (f: { expected: string; got: string; shares: string }) =>
    words(
      t('These shares make the DKEK {got}; the files are encrypted under {expected}.', f),
      `${t('One share is missing, is wrong, or belongs to another set. The check values of the shares are {shares}.', f)} ${wiped}`,
      t('Compare them with the minutes and the sheets, find the share that differs, and start again.'),
    ),
  'drill-sheet-not-share': () =>
    words(
      t('This sheet holds no DKEK share file.'),
      `${t('It may be that of a wrapped key.')} ${wiped}`,
      t('Take the sheet whose title says DKEK share file.'),
    ),
  'drill-sheet-not-key': () =>
    words(
      t('This sheet holds no wrapped key.'),
      t('It may be that of a DKEK share. Nothing was done.'),
      t('Take the sheet whose title says wrapped key.'),
    ),
  'drill-stopped': () => words(t('The drill was stopped.'), wiped, t('Start it again when you are ready.')),
  'drill-not-erased': (f: { device: string; detail: string }) =>
    words(
      t('{device} could not be erased after the drill.', f),
      t('{detail} It may hold keys of the drill; nobody knows its User PIN.', f),
      t('Do not let it out of sight. Choose Initialize Device… for it in the Key Manager: that erases it.'),
    ),
} as const satisfies Record<string, (facts: never) => FailureWords>;
