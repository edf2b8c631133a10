import { t } from '../language/text.ts';
import { type FailureWords, words } from './words.ts';

/** What the wire can do to us: the service, the reader, the connection. */
export const wireFailures = {
  'service-absent': () =>
    words(
      t('The smart card service (pcscd) does not answer.'),
      t('Without it no reader can be used.'),
      t('Start it: sudo systemctl start pcscd.socket'),
    ),
  'reader-gone': (f: { reader: string }) =>
    words(
      t('The reader {reader} is gone.', f),
      t('It was unplugged, or its driver stopped.'),
      t('Plug the reader in again; the device is read afresh.'),
    ),
  'card-removed': (f: { during: string }) =>
    words(
      t('The device was removed during: {during}.', f),
      t('The step may or may not have reached the device. Whatever it did finish is kept.'),
      t('Insert the device again. It is read afresh and its state is shown; then repeat the step if its result is missing.'),
    ),
  'card-reset': (f: { during: string }) =>
    words(
      t('Another program reset the device during: {during}.', f),
      t('The login was lost.'),
      t('Close other programs that use the device, log in and try again.'),
    ),
  'card-in-use': (f: { reader: string }) =>
    words(
      t('Another program is using the device in {reader}.', f),
      t('Only one program at a time may talk to it, so that nobody slips a command into your session.'),
      t('Close the other program (a browser, an OpenSC tool, a PKCS#11 application, gpg-agent) and try again.'),
    ),
  'card-mute': (f: { reader: string }) =>
    words(
      t('The card in {reader} does not answer.', f),
      t('It may be upside down, dirty or not supported by the reader.'),
      t('Take it out and insert it again; try another reader.'),
    ),
  'wire-failed': (f: { during: string; detail: string }) =>
    words(
      t('The reader reported an error during: {during} ({detail}).', f),
      t('The step may not be complete.'),
      t('Remove the device, insert it again, look at its state, then repeat the step.'),
    ),
} as const satisfies Record<string, (facts: never) => FailureWords>;
