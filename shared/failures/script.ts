import { t } from '../language/text.ts';
import { words } from './words.ts';

const nothingRecorded = t('Nothing was recorded.');

/** The plan and the script of a ceremony. */
export const scriptFailures = {
  'plan-unreadable': (f: { path: string; detail: string }) =>
    words(
      t('{path} is not a plan that this app can read: {detail}.', f),
      t('It was left exactly as it is.'),
      t('Choose another file, or correct it: the published schema says what a plan consists of.'),
    ),
  'plan-breaks-rules': (f: { place: string; words: string; more: number }) =>
    words(
      `${t('The plan cannot be followed ({place}).', f)} ${f.words.replace(/\.?$/, '.')}`,
      f.more > 0 ? t('There {more, plural, one {is one more error} other {are # more errors}}.', f) : t('This is its only error.'),
      t('Correct the plan, have it reviewed again, then start.'),
    ),
  'plan-changed': (f: { path: string }) =>
    words(
      t('{path} is not the plan that was adopted: its hash differs.', f),
      t('Somebody changed it after the ceremony had begun, or a medium is damaged.'),
      t('Put back the reviewed plan; the transcript names its hash.'),
    ),
  'plan-of-other-mode': (f: { practice: boolean }) =>
    words(
      f.practice
        ? t('This plan is for practice, but real readers are in use.')
        : t('This plan is for production, but a rehearsal is running.'),
      t('A rehearsal and the real thing must not be mixed up.'),
      f.practice ? t('Start the rehearsal, or make a plan for production.') : t('Leave the rehearsal, or rehearse a copy of the plan.'),
    ),
  'script-running': () =>
    words(t('A ceremony is under way in this folder.'), nothingRecorded, t('Finish it first, or open another ceremony folder.')),
  'script-not-running': () => words(t('No ceremony is under way.'), nothingRecorded, t('Open the ceremony folder and adopt a plan.')),
  'script-step-hindered': (f: { step: string; reason: string }) =>
    words(
      `${t('Step {step} cannot go on.', f)} ${f.reason.replace(/\.?$/, '.')}`,
      nothingRecorded,
      t('Do what is missing, or record an exception.'),
    ),
  'workstation-not-fit': (f: { reason: string }) =>
    words(
      f.reason.replace(/\.?$/, '.'),
      t('No secret may be entered or shown on it in a ceremony for production. Nothing was asked for.'),
      t('Open Workstation… in the status bar; it says how to mend each. Then repeat the step.'),
    ),
  'script-not-this-step': (f: { step: string; current: string }) =>
    words(
      t('Step {step} is not the one that is due; that is step {current}.', f),
      nothingRecorded,
      t('Steps are done in order. To leave one out or do it again, record an exception.'),
    ),
  'script-unknown-person': () => words(t('This person is not in the plan.'), nothingRecorded, t('Choose somebody whom the plan names.')),
  'script-not-present': (f: { name: string }) =>
    words(t('{name} is not in the room.', f), nothingRecorded, t('Record who has arrived, or choose somebody who is here.')),
  'script-not-a-witness': (f: { name: string }) =>
    words(t('{name} is no witness.', f), nothingRecorded, t('A step is confirmed by a witness of the plan, and by nobody else.')),
  'script-checks-open': (f: { missing: number }) =>
    words(
      f.missing === 1 ? t('One check of this step is not ticked.') : t('{missing} checks of this step are not ticked.', f),
      nothingRecorded,
      t('Look at each, then tick it. If one does not hold, record an exception.'),
    ),
  'script-device-bound': (f: { device: string; serial: string }) =>
    words(
      t('Device {device} is {serial} already, or that serial belongs to another device of the plan.', f),
      nothingRecorded,
      t('Compare the serials. If a device was exchanged, record an exception first.'),
    ),
  'script-device-planned': (f: { device: string; planned: string; serial: string }) =>
    words(
      t('The plan says that device {device} is {planned}; this one is {serial}.', f),
      nothingRecorded,
      t('Insert the planned device, or record an exception and plan again.'),
    ),
  'script-no-exception': () =>
    words(t('There is no such exception in this ceremony.'), t('Nothing was printed.'), t('Choose one from the list of exceptions.')),
  'script-finished': () => words(t('This ceremony has been closed.'), nothingRecorded, t('Open a new ceremony folder for the next one.')),
} as const;
