import type { Failure } from '../../shared/failure.ts';
import type { SecretForm } from '../../shared/models/secret-form.ts';

/** What passes between main and one secret window. Its channels exist on that window's own web contents only. */
export const secretChannels = {
  form: 'secret:form',
  submit: 'secret:submit',
  cancel: 'secret:cancel',
  otherWay: 'secret:other-way',
  estimate: 'secret:estimate',
  generate: 'secret:generate',
  height: 'secret:height',
  progress: 'secret:progress',
} as const;

export interface SecretPage {
  readonly form: SecretForm;
  readonly rehearsal: boolean;
}

export interface SecretProgress {
  readonly words: string;
  /** 0..1, or undefined where nobody knows. */
  readonly fraction?: number;
  readonly cancellable: boolean;
}

export interface PasswordStrength {
  readonly bits: number;
  /** `weak`, `strong` …, as shown. */
  readonly words: string;
}

/** What the secret window's preload puts on its page as `window.secrets`. */
export interface SecretBridge {
  form(): Promise<SecretPage>;
  /** Entries in UTF-8 by field name. Answers with what to show and ask again; where all is done the window just closes. */
  submit(entries: Readonly<Record<string, Uint8Array>>): Promise<Failure | null>;
  cancel(): void;
  /** The form's other way was chosen. */
  otherWay(): void;
  estimate(password: Uint8Array): Promise<PasswordStrength>;
  /** A new random password, without separators. */
  generate(): Promise<string>;
  /** Height of the content in pixels, for the window to fit. */
  height(pixels: number): void;
  progress(listener: (progress: SecretProgress | null) => void): void;
}
