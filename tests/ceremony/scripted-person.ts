import type { FileKind, Person, SecretAnswers } from '../../electron/ceremony/person.ts';
import { AnotherWay, mayTryAgain } from '../../electron/ceremony/person.ts';
import { Secret } from '../../electron/crypto/secret.ts';
import { utf8 } from '../../shared/bytes.ts';
import { type Failure, Refusal, refuse } from '../../shared/failure.ts';
import type { SecretForm } from '../../shared/models/secret-form.ts';

type Entry = Readonly<Record<string, string>> | 'close' | 'agree' | 'other way' | 'on the reader';

/**
 * Stands in for the human: types what it was told, in order, and keeps what it was shown. Behaves like the secret
 * window: offers the form again after a failure that can be cured, wipes every answer after its use.
 */
export class ScriptedPerson implements Person {
  readonly forms: SecretForm[] = [];
  readonly failures: Failure[] = [];
  readonly titles: string[] = [];
  /** Every answer that was ever handed out: all of them must end up wiped. */
  readonly handedOut: Secret[] = [];
  suggested = '';
  /** A person who was not told what to type closes the window, where that is no fault of the test. */
  closesWhenUntold = false;
  #entries: Entry[] = [];
  #opens: string[] = [];
  #saves: { path: string; overwrite: boolean }[] = [];
  /** Called while a form is on the screen, before its answers are used. */
  whileAsked: () => void | Promise<void> = () => undefined;

  types(...entries: Entry[]): this {
    this.#entries.push(...entries);
    return this;
  }

  opens(...paths: string[]): this {
    this.#opens.push(...paths);
    return this;
  }

  saves(path: string, overwrite = false): this {
    this.#saves.push({ path, overwrite });
    return this;
  }

  /** Forgets what was not typed or chosen. */
  startOver(): this {
    this.#entries = [];
    this.#opens = [];
    this.#saves = [];
    return this;
  }

  get idle(): boolean {
    return this.#entries.length + this.#opens.length + this.#saves.length === 0;
  }

  async secrets<T>(form: SecretForm, use: (answers: SecretAnswers) => Promise<T>): Promise<T> {
    this.forms.push(form);
    // A mere question: agreed to, unless the person was told to close it. 'agree' says so where a later window is to be closed.
    if (form.agree !== undefined && this.#entries[0] !== 'close') {
      if (this.#entries[0] === 'agree') this.#entries.shift();
      await this.whileAsked();
      return use({});
    }
    for (;;) {
      const entry = this.#entries.shift();
      await this.whileAsked();
      if (!entry && this.closesWhenUntold) return refuse('cancelled');
      if (!entry) throw new Error(`nobody told the scripted person what to type into: ${form.title}`);
      if (entry === 'close') return refuse('cancelled');
      if (entry === 'agree') throw new Error(`nothing to agree to in: ${form.title}`);
      if (entry === 'other way') throw new AnotherWay();
      if ((entry === 'on the reader') !== (form.onReader !== undefined)) throw new Error(`the scripted person was told: ${entry}`);
      const answers = entry === 'on the reader' ? {} : this.#answer(form, entry);
      try {
        return await use(answers);
      } catch (error) {
        if (!(error instanceof Refusal) || !mayTryAgain(error)) throw error;
        this.failures.push(error.failure);
      } finally {
        for (const secret of Object.values(answers)) secret.wipe();
      }
    }
  }

  #answer(form: SecretForm, entry: Readonly<Record<string, string>>): SecretAnswers {
    const answers: Record<string, Secret> = {};
    for (const field of form.fields) {
      const text = entry[field.name] ?? (field.repeats ? entry[field.repeats] : undefined);
      if (text === undefined && this.closesWhenUntold) refuse('cancelled');
      if (text === undefined) throw new Error(`the scripted person was not told what to type into: ${field.label}`);
      const secret = new Secret(utf8.encode(text));
      this.handedOut.push(secret);
      answers[field.name] = secret;
    }
    return answers;
  }

  async openFile(title: string, _kinds: readonly FileKind[]): Promise<string> {
    this.titles.push(title);
    return this.#opens.shift() ?? refuse('cancelled');
  }

  /** Folders come from the same list as files. */
  async openFolder(title: string): Promise<string> {
    return this.openFile(title, []);
  }

  async saveFile(title: string, suggestedName: string, _kinds: readonly FileKind[]): Promise<{ path: string; overwrite: boolean }> {
    this.titles.push(title);
    this.suggested = suggestedName;
    return this.#saves.shift() ?? refuse('cancelled');
  }
}
