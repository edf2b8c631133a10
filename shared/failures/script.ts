import { words } from './words.ts';

const nothingRecorded = 'Nothing was recorded.';

/** The plan and the script of a ceremony. */
export const scriptFailures = {
  'plan-unreadable': (f: { path: string; detail: string }) =>
    words(
      `${f.path} is not a plan that this app can read: ${f.detail}.`,
      'It was left exactly as it is.',
      'Choose another file, or correct it: the published schema says what a plan consists of.',
    ),
  'plan-breaks-rules': (f: { place: string; words: string; more: number }) =>
    words(
      `The plan cannot be followed (${f.place}). ${f.words.replace(/\.?$/, '.')}`,
      f.more > 0 ? `There ${f.more === 1 ? 'is one more error' : `are ${f.more} more errors`}.` : 'This is its only error.',
      'Correct the plan, have it reviewed again, then start.',
    ),
  'plan-changed': (f: { path: string }) =>
    words(
      `${f.path} is not the plan that was adopted: its hash differs.`,
      'Somebody changed it after the ceremony had begun, or a medium is damaged.',
      'Put back the reviewed plan; the transcript names its hash.',
    ),
  'plan-of-other-mode': (f: { practice: boolean }) =>
    words(
      f.practice ? 'This plan is for practice, but real readers are in use.' : 'This plan is for production, but a rehearsal is running.',
      'A rehearsal and the real thing must not be mixed up.',
      f.practice ? 'Start the rehearsal, or make a plan for production.' : 'Leave the rehearsal, or rehearse a copy of the plan.',
    ),
  'script-running': () =>
    words('A ceremony is under way in this folder.', nothingRecorded, 'Finish it first, or open another ceremony folder.'),
  'script-not-running': () => words('No ceremony is under way.', nothingRecorded, 'Open the ceremony folder and adopt a plan.'),
  'script-step-hindered': (f: { step: string; reason: string }) =>
    words(`Step ${f.step} cannot go on. ${f.reason.replace(/\.?$/, '.')}`, nothingRecorded, 'Do what is missing, or record an exception.'),
  'workstation-not-fit': (f: { reason: string }) =>
    words(
      f.reason.replace(/\.?$/, '.'),
      'No secret may be entered or shown on it in a ceremony for production. Nothing was asked for.',
      'Open Workstation… in the status bar; it says how to mend each. Then repeat the step.',
    ),
  'script-not-this-step': (f: { step: string; current: string }) =>
    words(
      `Step ${f.step} is not the one that is due; that is step ${f.current}.`,
      nothingRecorded,
      'Steps are done in order. To leave one out or do it again, record an exception.',
    ),
  'script-unknown-person': () => words('This person is not in the plan.', nothingRecorded, 'Choose somebody whom the plan names.'),
  'script-not-present': (f: { name: string }) =>
    words(`${f.name} is not in the room.`, nothingRecorded, 'Record who has arrived, or choose somebody who is here.'),
  'script-not-a-witness': (f: { name: string }) =>
    words(`${f.name} is no witness.`, nothingRecorded, 'A step is confirmed by a witness of the plan, and by nobody else.'),
  'script-checks-open': (f: { missing: number }) =>
    words(
      f.missing === 1 ? 'One check of this step is not ticked.' : `${f.missing} checks of this step are not ticked.`,
      nothingRecorded,
      'Look at each, then tick it. If one does not hold, record an exception.',
    ),
  'script-device-bound': (f: { device: string; serial: string }) =>
    words(
      `Device ${f.device} is ${f.serial} already, or that serial belongs to another device of the plan.`,
      nothingRecorded,
      'Compare the serials. If a device was exchanged, record an exception first.',
    ),
  'script-device-planned': (f: { device: string; planned: string; serial: string }) =>
    words(
      `The plan says that device ${f.device} is ${f.planned}; this one is ${f.serial}.`,
      nothingRecorded,
      'Insert the planned device, or record an exception and plan again.',
    ),
  'script-no-exception': () =>
    words('There is no such exception in this ceremony.', 'Nothing was printed.', 'Choose one from the list of exceptions.'),
  'script-finished': () => words('This ceremony has been closed.', nothingRecorded, 'Open a new ceremony folder for the next one.'),
} as const;
