/**
 * What main asks of a person in the secret window. The answers never come near the main window: the secret
 * window sends bytes straight to main.
 */
export interface SecretForm {
  /** The operation, as its button calls it: `Login with User PIN`. */
  readonly title: string;
  /** The device concerned, `<label> <serial>`; undefined where none is. */
  readonly device?: string;
  /** What will happen with the entry, in one or two plain sentences. */
  readonly purpose: string;
  readonly fields: readonly SecretField[];
  /** Where the reader has a PIN pad there are no fields: the button that begins the entry there, and what is said while it lasts. */
  readonly onReader?: { readonly start: string; readonly meanwhile: string };
  /** What exactly will be done, as main will do it: whatever the main window shows, this is what is made. */
  readonly facts?: readonly FormFact[];
  /** What this does not give, or what cannot be mended later. */
  readonly warning?: string;
  /** A question without fields, which only a person can answer. */
  readonly agree?: Agreement;
  /** A button for another way to answer: this form then ends with `AnotherWay`. */
  readonly otherWay?: string;
  /** Text of a box that must be ticked before OK is enabled: last try, weak practice password. */
  readonly confirmation?: string;
}

export interface Agreement {
  /** The verb of what then happens: `Generate`. */
  readonly button: string;
  /** Whether something is lost or can never be taken back: then Cancel has the focus, otherwise this button has it. */
  readonly loses: boolean;
}

export interface FormFact {
  readonly term: string;
  /** Several stand below each other. */
  readonly value: string | readonly string[];
  /** Hexadecimal, for comparing. */
  readonly code?: boolean;
}

export interface SecretField {
  readonly name: string;
  /** User PIN, New user PIN, Repeat new user PIN, SO-PIN, Password, Repeat password … */
  readonly label: string;
  readonly kind: 'user-pin' | 'so-pin' | 'password';
  /** Shown below the field: `6 to 15 characters`. */
  readonly hint: string;
  /** Characters allowed; main judges again. 0: the field may stay empty. */
  readonly minimum: number;
  readonly maximum: number;
  /** Name of the field whose entry must be repeated here. */
  readonly repeats?: string;
  /** A new password: shows its strength and offers a generated one of 128 bits. */
  readonly isNew?: boolean;
}
