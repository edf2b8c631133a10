import { type Failure, failure, Refusal, refuse } from '../../shared/failure.ts';
import type { SecretForm } from '../../shared/models/secret-form.ts';
import { AnotherWay, mayTryAgain, type SecretAnswers } from '../ceremony/person.ts';
import { Secret, wiping } from '../crypto/secret.ts';

/** UTF-8 needs at most four bytes for a character; more than that is no entry from our page. */
const bytesPerCharacter = 4;

/** One request for secrets, from the form to the end of their use. Knows nothing of windows. */
export class SecretRequest<T> {
  readonly form: SecretForm;
  /** What `use` gave. Rejects with Refusal cancelled, or with what `use` threw where that cannot be cured here. */
  readonly done: Promise<T>;
  readonly #use: (answers: SecretAnswers) => Promise<T>;
  readonly #settle: { readonly resolve: (value: T) => void; readonly reject: (error: unknown) => void };
  #state: 'asking' | 'using' | 'over' = 'asking';

  constructor(form: SecretForm, use: (answers: SecretAnswers) => Promise<T>) {
    this.form = form;
    this.#use = use;
    let resolve!: (value: T) => void;
    let reject!: (error: unknown) => void;
    this.done = new Promise<T>((yes, no) => {
      resolve = yes;
      reject = no;
    });
    this.#settle = { resolve, reject };
  }

  get busy(): boolean {
    return this.#state === 'using';
  }

  /** Takes what the page sent, uses it and wipes it. Gives the failure to show where the form is to be filled in again. */
  async submit(entries: unknown): Promise<Failure | null> {
    if (this.#state !== 'asking') return failure('request-malformed', { operation: this.form.title });
    this.#state = 'using';
    try {
      const answers = this.#answersIn(entries);
      const value = await wiping(Object.values(answers), () => this.#use(answers));
      this.#state = 'over';
      this.#settle.resolve(value);
      return null;
    } catch (error) {
      const again = error instanceof Refusal && mayTryAgain(error);
      this.#state = again ? 'asking' : 'over';
      if (again) return error.failure;
      this.#settle.reject(error);
      return null;
    }
  }

  /** The window was closed or Cancel chosen. While the answers are in use this does nothing: the work itself must be cancelled. */
  cancel(): void {
    if (this.#state === 'asking') this.fail(new Refusal(failure('cancelled')));
  }

  /** Where the form offers it: ends this request, so that another form can be shown. */
  takeOtherWay(): void {
    if (this.#state === 'asking' && this.form.otherWay !== undefined) this.fail(new AnotherWay());
  }

  /** The window is lost: nobody can answer any more. */
  fail(error: unknown): void {
    this.#state = 'over';
    this.#settle.reject(error);
  }

  #answersIn(entries: unknown): SecretAnswers {
    const given = typeof entries === 'object' && entries !== null ? (entries as Record<string, unknown>) : {};
    // Whether the entries are what a PIN or password may be is judged where they are used.
    const malformed = Object.keys(given).length !== this.form.fields.length || this.form.fields.some((field) => !fits(given, field));
    if (malformed) {
      for (const bytes of Object.values(given)) if (bytes instanceof Uint8Array) bytes.fill(0);
      refuse('request-malformed', { operation: this.form.title });
    }
    return Object.fromEntries(this.form.fields.map(({ name }) => [name, new Secret(given[name] as Uint8Array)]));
  }
}

function fits(given: Record<string, unknown>, field: { readonly name: string; readonly maximum: number }): boolean {
  const bytes = Object.hasOwn(given, field.name) ? given[field.name] : undefined;
  return bytes instanceof Uint8Array && bytes.length <= field.maximum * bytesPerCharacter;
}
