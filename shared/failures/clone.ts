import { t } from '../language/text.ts';
import { type FailureWords, words } from './words.ts';

const noTarget = t('No target was touched.');

/** Copying keys to other devices, and comparing devices. */
export const cloneFailures = {
  'clone-running': () =>
    words(
      t('A clone run is open already.'),
      t('It keeps the shares in memory, so there is one at a time.'),
      t('Bring it to its end, or finish it, then start another.'),
    ),
  'clone-no-run': () => words(t('No clone run is open.'), t('It was finished, or never started.'), t('Start a new run in Clone & Verify.')),
  'clone-plan': (f: { problem: string }) =>
    words(
      t('The clone cannot start: {problem}.', { problem: f.problem.replace(/\.$/, '') }),
      noTarget,
      t('Change the choice of source, keys or targets, then start again.'),
    ),
  'clone-no-keys': () =>
    words(t('There is no key that could be cloned.'), noTarget, t('Choose a device or a folder with keys that may be exported (WRAP).')),
  'clone-share-twice': (f: { first: number }) =>
    words(
      t('This is the share that was entered as number {first}.', f),
      `${t('Two equal shares would cancel each other out.')} ${noTarget}`,
      t('Start again, and take the file of each custodian once.'),
    ),
  'clone-shares-wrong': (f: { expected: string; got: string }) =>
    words(
      t('The shares make the DKEK {got}; the keys are wrapped under {expected}.', f),
      `${t('One share is wrong, missing or of another set. They were wiped from memory.')} ${noTarget}`,
      t('Compare the check value of each share with the minutes, then start again with the right files.'),
    ),
  'clone-key-not-proven': (f: { label: string }) =>
    words(
      t('The wrapped form of the key "{label}" does not hold what the source computes with it.', f),
      `${t('It must not be copied.')} ${noTarget}`,
      t('Test the key on the source. Choose the other keys, or wrap this one again.'),
    ),
  'clone-no-room': (f: { needed: number; free: number }) =>
    words(
      t('The keys need about {needed} bytes; this device has {free} free.', f),
      t('It was erased and set up, but holds no key of this run.'),
      t('Choose fewer keys, or a device with more memory.'),
    ),
  'clone-stopped': (f: { proven: number; total: number }) =>
    words(
      t('The run was stopped on this device.'),
      t('{proven} of {total} keys are on it and proven; it is not a complete clone.', f),
      t('Continue it here while the run is open, or later from the ceremony folder.'),
    ),
  'clone-keys-failed': (f: { labels: string; total: number; detail: string }) =>
    words(
      t('Not all {total} keys are on this device: {labels}.', f),
      t('{detail} The other keys are there and proven.', f),
      t('Look at what each key says. Continue this device to try again, or use another one.'),
    ),
  'clone-so-pin-doubtful': (f: { device: string }) =>
    words(
      t('The SO-PIN was not sent to this device, because {device} refused it.', f),
      t('Each wrong SO-PIN costs a device one of its tries. Nothing on this device was changed.'),
      t('Continue this device: its own PINs are asked for.'),
    ),
  'clone-key-of-record': (f: { label: string }) =>
    words(
      t('The key "{label}" is not the one that the record of the run names.', f),
      `${t('The source has changed since the run began.')} ${noTarget}`,
      t('Start a new run instead of resuming this one.'),
    ),
  'clone-other-keys': (f: { labels: string }) =>
    words(
      t('The device holds keys that are not of this run: {labels}.', f),
      t('Somebody used it since. Nothing on it was changed.'),
      t('Start a new run with this device as target; the plan shows what it would lose.'),
    ),
  'clone-in-work': (f: { serial: string }) =>
    words(t('The device {serial} is being written already.', f), t('Nothing was started twice.'), t('Wait until it is done.')),
  'clone-record-unreadable': (f: { path: string; detail: string }) =>
    words(
      t('{path} is no record of a clone that this app can read ({detail}).', f),
      t('It was left as it is. The devices tell what is on them.'),
      t('Start a new run; a device that is complete already can be checked with Verify.'),
    ),
  'verify-too-few': () =>
    words(t('There is no device to compare.'), t('Nothing was done.'), t('Insert the devices and choose at least one.')),
  'key-folder-empty': (f: { path: string }) =>
    words(t('{path} holds no wrapped key.', f), t('Files that end in .wky are looked at.'), t('Choose the folder with the wrapped keys.')),
} as const satisfies Record<string, (facts: never) => FailureWords>;
