import { t } from '../language/text.ts';
import { untouched, words } from './words.ts';

/** Settings for WebADM. */
export const webadmFailures = {
  'webadm-conf-binary': () =>
    words(
      t('This is not a webadm.conf: it holds bytes that no text has.'),
      `${t('It may be another kind of file, or text saved as UTF-16.')} ${untouched}`,
      t('Choose the file /opt/webadm/conf/webadm.conf, or a copy of it, saved as plain text (UTF-8).'),
    ),
  'webadm-not-ready': (f: { problem: string; next: string }) =>
    words(t('{problem} There are no settings to save until then.', f), t('Nothing was written.'), t('{next} Then save them.', f)),
  'webadm-no-device': () =>
    words(t('No device was chosen that is here.'), t('Nothing was compared or written.'), t('Insert the devices that WebADM is to use.')),
  'webadm-pin-characters': () =>
    words(
      t('This PIN holds a character that cannot stand in webadm.conf (a quotation mark, a backslash, or one that is not ASCII).'),
      t('Nothing was written.'),
      t('Save the settings without the PIN, or choose another User PIN (Change User PIN…).'),
    ),
} as const;
