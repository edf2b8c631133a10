import { type FailureWords, untouched, words } from './words.ts';

const pickModule = 'Choose another module: the file of a PKCS#11 library, such as opensc-pkcs11.so or libsc-hsm-pkcs11.so.';

/** What a PKCS#11 module (another vendor's library) can do to us. It runs in a process of its own. */
export const pkcs11Failures = {
  'pkcs11-path-relative': (f: { path: string }) =>
    words(
      `The module is not named by its whole path: ${f.path}.`,
      'A short name would load whatever library of that name the system finds first.',
      pickModule,
    ),
  'pkcs11-module-missing': (f: { path: string }) =>
    words(`There is no PKCS#11 module at ${f.path}.`, 'It is not installed, or it is in another folder.', pickModule),
  'pkcs11-not-a-library': (f: { path: string }) =>
    words(`${f.path} is not a library.`, 'It is another kind of file, or damaged. It was not loaded.', pickModule),
  'pkcs11-wrong-architecture': (f: { path: string; found: string; needed: string }) =>
    words(
      `The module ${f.path} was built for ${f.found}, this app for ${f.needed}.`,
      'Such a library cannot be loaded. It was not loaded.',
      `Install the module's package for ${f.needed}, then choose that file.`,
    ),
  'pkcs11-load-failed': (f: { path: string; reason: string }) =>
    words(
      `The module ${f.path} cannot be loaded (${f.reason}).`,
      'A library that it needs may be missing.',
      'Install the module again from its package, or choose another one.',
    ),
  'pkcs11-not-a-module': (f: { path: string }) =>
    words(
      `${f.path} is a library, but not a PKCS#11 module.`,
      'It has no usable list of PKCS#11 functions (C_GetFunctionList).',
      pickModule,
    ),
  'pkcs11-no-module': () => words('No PKCS#11 module has been chosen.', untouched, pickModule),
  'pkcs11-not-in-rehearsal': () =>
    words(
      'No PKCS#11 module can see the readers of this rehearsal.',
      'They exist inside this app only; a module looks for its devices at pcscd.',
      'To practise this too, leave the rehearsal and start a simulated device for pcscd: npm run simulator -- --vpcd',
    ),
  'pkcs11-public-keys-first': () =>
    words(
      'This device asks for registered public keys before anything else.',
      'A PKCS#11 module begins a session of its own, in which no key has authenticated, and cannot do it itself.',
      'Look through the module without login, or use the device in the Key Manager.',
    ),
  'pkcs11-device-not-shown': (f: { module: string; serial: string; others: number }) =>
    words(
      `The module ${f.module} does not show the device ${f.serial}.`,
      f.others === 0
        ? 'It shows no device at all: it may not know this kind of device, or it cannot reach pcscd.'
        : 'It shows other devices, but none with this serial: it may not know this kind of device.',
      'Choose a module for the SmartCard-HSM: opensc-pkcs11.so of OpenSC, or libsc-hsm-pkcs11.so of CardContact.',
    ),
  'pkcs11-module-changed': (f: { path: string }) =>
    words(
      `The module ${f.path} is not the file it was.`,
      'Its SHA-256 differs from the one shown when it was chosen: it was updated, or someone replaced it. It was not used.',
      'Find out why before you choose it again.',
    ),
  'pkcs11-crashed': (f: { module: string; during: string }) =>
    words(
      `The module ${f.module} crashed during: ${f.during}.`,
      'Only its own process ended. Logins through the module are lost; what the device had finished is kept.',
      'Try again: the module is started afresh. If it crashes again, use another module.',
    ),
  'pkcs11-hung': (f: { module: string; during: string; seconds: number }) =>
    words(
      `The module ${f.module} did not answer within ${f.seconds} s during: ${f.during}.`,
      'Its process was ended. Logins through the module are lost; the step may or may not have reached the device.',
      'Look at the state of the device, then try again: the module is started afresh. Another program may be holding the device.',
    ),
  'pkcs11-answer-malformed': (f: { module: string; during: string }) =>
    words(
      `The module ${f.module} gave an answer that makes no sense during: ${f.during}.`,
      'Its process was ended, because what it says cannot be trusted.',
      'Try again; if it happens again, use another module.',
    ),
  'pkcs11-session-lost': () =>
    words(
      'The session with the PKCS#11 module is over.',
      'The module was started afresh, another one was chosen, or the session was closed.',
      'Log in through the module again, then repeat the step.',
    ),
  'pkcs11-no-token': (f: { during: string }) =>
    words(
      `The PKCS#11 module sees no device there during: ${f.during}.`,
      'It was removed, or another program holds it.',
      'Insert the device, wait until the module lists it, then try again.',
    ),
  'pkcs11-not-supported': (f: { during: string; reason: string }) =>
    words(
      `The PKCS#11 module does not support: ${f.during} (${f.reason}).`,
      'The device may be able to do it; this module does not offer it.',
      'Use another module, or do it in the Key Manager without a module.',
    ),
  'pkcs11-refused': (f: { during: string; reason: string }) =>
    words(
      `The PKCS#11 module refused: ${f.during} (${f.reason}).`,
      'That is the reason the module gave; this app knows no better words for it.',
      'Note the reason in the minutes, look at the state of the device, then try again.',
    ),
  'pkcs11-pin-wrong': (f: { pin: string }) =>
    words(
      `Wrong ${f.pin}.`,
      'Each wrong try counts. A PKCS#11 module does not tell how many are left.',
      'See the tries left in the Key Manager and check that you have the right envelope for this serial, then try again.',
    ),
} as const satisfies Record<string, (facts: never) => FailureWords>;
