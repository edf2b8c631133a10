import { untouched, words } from './words.ts';

/** Settings for WebADM. */
export const webadmFailures = {
  'webadm-conf-binary': () =>
    words(
      'This is not a webadm.conf: it holds bytes that no text has.',
      `It may be another kind of file, or text saved as UTF-16. ${untouched}`,
      'Choose the file /opt/webadm/conf/webadm.conf, or a copy of it, saved as plain text (UTF-8).',
    ),
  'webadm-not-ready': (f: { problem: string; next: string }) =>
    words(`${f.problem} There are no settings to save until then.`, 'Nothing was written.', `${f.next} Then save them.`),
  'webadm-no-device': () =>
    words('No device was chosen that is here.', 'Nothing was compared or written.', 'Insert the devices that WebADM is to use.'),
  'webadm-pin-characters': () =>
    words(
      'This PIN holds a character that cannot stand in webadm.conf (a quotation mark, a backslash, or one that is not ASCII).',
      'Nothing was written.',
      'Save the settings without the PIN, or choose another User PIN (Change User PIN…).',
    ),
} as const;
