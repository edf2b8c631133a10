import type { FailureCode, Refusal } from '../../shared/failure.ts';
import type { SecretForm } from '../../shared/models/secret-form.ts';
import type { Secret } from '../crypto/secret.ts';

/** What was typed, by the name of the field: the bytes as typed, in UTF-8. Wiped by whoever implements `Person`. */
export type SecretAnswers = Readonly<Record<string, Secret>>;

export interface FileKind {
  /** `DKEK share`, `Wrapped key`. */
  readonly name: string;
  /** Without the dot. */
  readonly extensions: readonly string[];
}

/** The person chose the other way that a form offered: nothing went wrong, another form has to be shown. */
export class AnotherWay extends Error {
  constructor() {
    super('the person chose the other way');
    this.name = 'AnotherWay';
  }
}

/** The human in front of the screen: the secret window and the native file dialogs. */
export interface Person {
  /**
   * Shows the form and hands what was typed to `use`; the window stays until `use` is done.
   * When `use` throws a Refusal for which `mayTryAgain`, its words are shown and the fields are offered again, empty.
   * Any other error closes the window and is thrown on. Throws Refusal cancelled when the window is closed.
   * Throws AnotherWay when the form offers one and it was chosen.
   * The answers are wiped after each use: copy what must live longer.
   */
  secrets<T>(form: SecretForm, use: (answers: SecretAnswers) => Promise<T>): Promise<T>;
  /** Path of an existing file. Throws Refusal cancelled. */
  openFile(title: string, kinds: readonly FileKind[]): Promise<string>;
  /** Path of an existing folder, or of one that the person has just made. Throws Refusal cancelled. */
  openFolder(title: string): Promise<string>;
  /** Path to save at; `overwrite` only where the person was asked and agreed. Throws Refusal cancelled. */
  saveFile(title: string, suggestedName: string, kinds: readonly FileKind[]): Promise<{ path: string; overwrite: boolean }>;
}

const curable: ReadonlySet<FailureCode> = new Set([
  'pin-wrong',
  'pins-differ',
  'pin-length',
  'pin-too-short-for-retries',
  'new-pin-refused',
  'pin-pad-timed-out',
  'pin-pad-cancelled',
  'pin-pad-pins-differ',
  'pin-pad-length',
  'webadm-pin-characters',
  'so-pin-format',
  'pbe-password',
  'key-file-password',
  'password-too-weak',
  'split-text-empty',
  'split-text-too-long',
  'split-text-characters',
  // one share, typed or scanned
  'share-id-zero',
  'share-id-malformed',
  'share-id-out-of-range',
  'share-prime-even',
  'share-prime-length',
  'share-prime-composite',
  'share-prime-other',
  'share-value-too-large',
  'share-value-length',
  'share-value-twice',
  'share-twice',
  'share-id-twice',
  'share-of-other-set',
  'share-fingerprint-differs',
  'part-not-this-sheet',
  'text-share-malformed',
  'text-shares-mixed',
] satisfies FailureCode[]);

/** Whether the same form may be offered again. Not before the last try on a PIN: that needs a form with its own confirmation. */
export function mayTryAgain(refusal: Refusal): boolean {
  const { code, triesLeft } = refusal.failure;
  return curable.has(code) && (triesLeft === undefined || triesLeft > 1);
}

/** One answer of a form that has this field; throws RangeError where the form had none. */
export function answer(answers: SecretAnswers, name: string): Secret {
  const secret = answers[name];
  if (!secret) throw new RangeError(`secret form: no answer for ${name}`);
  return secret;
}
