import { t } from '../language/text.ts';
import { type FailureWords, untouched, words } from './words.ts';

const pickModule = t('Choose another module: the file of a PKCS#11 library, such as opensc-pkcs11.so or libsc-hsm-pkcs11.so.');

/** What a PKCS#11 module (another vendor's library) can do to us. It runs in a process of its own. */
export const pkcs11Failures = {
  'pkcs11-path-relative': (f: { path: string }) =>
    words(
      t('The module is not named by its whole path: {path}.', f),
      t('A short name would load whatever library of that name the system finds first.'),
      pickModule,
    ),
  'pkcs11-module-missing': (f: { path: string }) =>
    words(t('There is no PKCS#11 module at {path}.', f), t('It is not installed, or it is in another folder.'), pickModule),
  'pkcs11-not-a-library': (f: { path: string }) =>
    words(t('{path} is not a library.', f), t('It is another kind of file, or damaged. It was not loaded.'), pickModule),
  'pkcs11-wrong-architecture': (f: { path: string; found: string; needed: string }) =>
    words(
      t('The module {path} was built for {found}, this app for {needed}.', f),
      t('Such a library cannot be loaded. It was not loaded.'),
      t("Install the module's package for {needed}, then choose that file.", f),
    ),
  'pkcs11-load-failed': (f: { path: string; reason: string }) =>
    words(
      t('The module {path} cannot be loaded ({reason}).', f),
      t('A library that it needs may be missing.'),
      t('Install the module again from its package, or choose another one.'),
    ),
  'pkcs11-not-a-module': (f: { path: string }) =>
    words(
      t('{path} is a library, but not a PKCS#11 module.', f),
      t('It has no usable list of PKCS#11 functions (C_GetFunctionList).'),
      pickModule,
    ),
  'pkcs11-no-module': () => words(t('No PKCS#11 module has been chosen.'), untouched, pickModule),
  'pkcs11-not-in-rehearsal': () =>
    words(
      t('No PKCS#11 module can see the readers of this rehearsal.'),
      t('They exist inside this app only; a module looks for its devices at pcscd.'),
      t('To practise this too, leave the rehearsal and start a simulated device for pcscd: npm run simulator -- --vpcd'),
    ),
  'pkcs11-public-keys-first': () =>
    words(
      t('This device asks for registered public keys before anything else.'),
      t('A PKCS#11 module begins a session of its own, in which no key has authenticated, and cannot do it itself.'),
      t('Look through the module without login, or use the device in the Key Manager.'),
    ),
  'pkcs11-device-not-shown': (f: { module: string; serial: string; others: number }) =>
    words(
      t('The module {module} does not show the device {serial}.', f),
      f.others === 0
        ? t('It shows no device at all: it may not know this kind of device, or it cannot reach pcscd.')
        : t('It shows other devices, but none with this serial: it may not know this kind of device.'),
      t('Choose a module for the SmartCard-HSM: opensc-pkcs11.so of OpenSC, or libsc-hsm-pkcs11.so of CardContact.'),
    ),
  'pkcs11-module-changed': (f: { path: string }) =>
    words(
      t('The module {path} is not the file it was.', f),
      t('Its SHA-256 differs from the one shown when it was chosen: it was updated, or someone replaced it. It was not used.'),
      t('Find out why before you choose it again.'),
    ),
  'pkcs11-crashed': (f: { module: string; during: string }) =>
    words(
      t('The module {module} crashed during: {during}.', f),
      t('Only its own process ended. Logins through the module are lost; what the device had finished is kept.'),
      t('Try again: the module is started afresh. If it crashes again, use another module.'),
    ),
  'pkcs11-hung': (f: { module: string; during: string; seconds: number }) =>
    words(
      t('The module {module} did not answer within {seconds} s during: {during}.', f),
      t('Its process was ended. Logins through the module are lost; the step may or may not have reached the device.'),
      t('Look at the state of the device, then try again: the module is started afresh. Another program may be holding the device.'),
    ),
  'pkcs11-answer-malformed': (f: { module: string; during: string }) =>
    words(
      t('The module {module} gave an answer that makes no sense during: {during}.', f),
      t('Its process was ended, because what it says cannot be trusted.'),
      t('Try again; if it happens again, use another module.'),
    ),
  'pkcs11-session-lost': () =>
    words(
      t('The session with the PKCS#11 module is over.'),
      t('The module was started afresh, another one was chosen, or the session was closed.'),
      t('Log in through the module again, then repeat the step.'),
    ),
  'pkcs11-no-token': (f: { during: string }) =>
    words(
      t('The PKCS#11 module sees no device there during: {during}.', f),
      t('It was removed, or another program holds it.'),
      t('Insert the device, wait until the module lists it, then try again.'),
    ),
  'pkcs11-not-supported': (f: { during: string; reason: string }) =>
    words(
      t('The PKCS#11 module does not support: {during} ({reason}).', f),
      t('The device may be able to do it; this module does not offer it.'),
      t('Use another module, or do it in the Key Manager without a module.'),
    ),
  'pkcs11-refused': (f: { during: string; reason: string }) =>
    words(
      t('The PKCS#11 module refused: {during} ({reason}).', f),
      t('That is the reason the module gave; this app knows no better words for it.'),
      t('Note the reason in the minutes, look at the state of the device, then try again.'),
    ),
  'pkcs11-pin-wrong': (f: { pin: string }) =>
    words(
      t('Wrong {pin}.', f),
      t('Each wrong try counts. A PKCS#11 module does not tell how many are left.'),
      t('See the tries left in the Key Manager and check that you have the right envelope for this serial, then try again.'),
    ),
} as const satisfies Record<string, (facts: never) => FailureWords>;
