import { type FailureWords, words } from './words.ts';

const noTarget = 'No target was touched.';

/** Copying keys to other devices, and comparing devices. */
export const cloneFailures = {
  'clone-running': () =>
    words(
      'A clone run is open already.',
      'It keeps the shares in memory, so there is one at a time.',
      'Bring it to its end, or finish it, then start another.',
    ),
  'clone-no-run': () => words('No clone run is open.', 'It was finished, or never started.', 'Start a new run in Clone & Verify.'),
  'clone-plan': (f: { problem: string }) =>
    words(
      `The clone cannot start: ${f.problem.replace(/\.$/, '')}.`,
      noTarget,
      'Change the choice of source, keys or targets, then start again.',
    ),
  'clone-no-keys': () =>
    words('There is no key that could be cloned.', noTarget, 'Choose a device or a folder with keys that may be exported (WRAP).'),
  'clone-share-twice': (f: { first: number }) =>
    words(
      `This is the share that was entered as number ${f.first}.`,
      `Two equal shares would cancel each other out. ${noTarget}`,
      'Start again, and take the file of each custodian once.',
    ),
  'clone-shares-wrong': (f: { expected: string; got: string }) =>
    words(
      `The shares make the DKEK ${f.got}; the keys are wrapped under ${f.expected}.`,
      `One share is wrong, missing or of another set. They were wiped from memory. ${noTarget}`,
      'Compare the check value of each share with the minutes, then start again with the right files.',
    ),
  'clone-key-not-proven': (f: { label: string }) =>
    words(
      `The wrapped form of the key "${f.label}" does not hold what the source computes with it.`,
      `It must not be copied. ${noTarget}`,
      'Test the key on the source. Choose the other keys, or wrap this one again.',
    ),
  'clone-no-room': (f: { needed: number; free: number }) =>
    words(
      `The keys need about ${f.needed} bytes; this device has ${f.free} free.`,
      'It was erased and set up, but holds no key of this run.',
      'Choose fewer keys, or a device with more memory.',
    ),
  'clone-stopped': (f: { proven: number; total: number }) =>
    words(
      'The run was stopped on this device.',
      `${f.proven} of ${f.total} keys are on it and proven; it is not a complete clone.`,
      'Continue it here while the run is open, or later from the ceremony folder.',
    ),
  'clone-keys-failed': (f: { labels: string; total: number; detail: string }) =>
    words(
      `Not all ${f.total} keys are on this device: ${f.labels}.`,
      `${f.detail} The other keys are there and proven.`,
      'Look at what each key says. Continue this device to try again, or use another one.',
    ),
  'clone-so-pin-doubtful': (f: { device: string }) =>
    words(
      `The SO-PIN was not sent to this device, because ${f.device} refused it.`,
      'Each wrong SO-PIN costs a device one of its tries. Nothing on this device was changed.',
      'Continue this device: its own PINs are asked for.',
    ),
  'clone-key-of-record': (f: { label: string }) =>
    words(
      `The key "${f.label}" is not the one that the record of the run names.`,
      `The source has changed since the run began. ${noTarget}`,
      'Start a new run instead of resuming this one.',
    ),
  'clone-other-keys': (f: { labels: string }) =>
    words(
      `The device holds keys that are not of this run: ${f.labels}.`,
      'Somebody used it since. Nothing on it was changed.',
      'Start a new run with this device as target; the plan shows what it would lose.',
    ),
  'clone-in-work': (f: { serial: string }) =>
    words(`The device ${f.serial} is being written already.`, 'Nothing was started twice.', 'Wait until it is done.'),
  'clone-record-unreadable': (f: { path: string; detail: string }) =>
    words(
      `${f.path} is no record of a clone that this app can read (${f.detail}).`,
      'It was left as it is. The devices tell what is on them.',
      'Start a new run; a device that is complete already can be checked with Verify.',
    ),
  'verify-too-few': () => words('There is no device to compare.', 'Nothing was done.', 'Insert the devices and choose at least one.'),
  'key-folder-empty': (f: { path: string }) =>
    words(`${f.path} holds no wrapped key.`, 'Files that end in .wky are looked at.', 'Choose the folder with the wrapped keys.'),
} as const satisfies Record<string, (facts: never) => FailureWords>;
