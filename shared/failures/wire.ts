import { type FailureWords, words } from './words.ts';

/** What the wire can do to us: the service, the reader, the connection. */
export const wireFailures = {
  'service-absent': () =>
    words(
      'The smart card service (pcscd) does not answer.',
      'Without it no reader can be used.',
      'Start it: sudo systemctl start pcscd.socket',
    ),
  'reader-gone': (f: { reader: string }) =>
    words(
      `The reader ${f.reader} is gone.`,
      'It was unplugged, or its driver stopped.',
      'Plug the reader in again; the device is read afresh.',
    ),
  'card-removed': (f: { during: string }) =>
    words(
      `The device was removed during: ${f.during}.`,
      'The step may or may not have reached the device. Whatever it did finish is kept.',
      'Insert the device again. It is read afresh and its state is shown; then repeat the step if its result is missing.',
    ),
  'card-reset': (f: { during: string }) =>
    words(
      `Another program reset the device during: ${f.during}.`,
      'The login was lost.',
      'Close other programs that use the device, log in and try again.',
    ),
  'card-in-use': (f: { reader: string }) =>
    words(
      `Another program is using the device in ${f.reader}.`,
      'Only one program at a time may talk to it, so that nobody slips a command into your session.',
      'Close the other program (a browser, an OpenSC tool, a PKCS#11 application, gpg-agent) and try again.',
    ),
  'card-mute': (f: { reader: string }) =>
    words(
      `The card in ${f.reader} does not answer.`,
      'It may be upside down, dirty or not supported by the reader.',
      'Take it out and insert it again; try another reader.',
    ),
  'wire-failed': (f: { during: string; detail: string }) =>
    words(
      `The reader reported an error during: ${f.during} (${f.detail}).`,
      'The step may not be complete.',
      'Remove the device, insert it again, look at its state, then repeat the step.',
    ),
} as const satisfies Record<string, (facts: never) => FailureWords>;
