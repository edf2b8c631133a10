import type { RecordedDevice } from '../../../shared/clone/record.ts';
import type { Failure } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { CloneDevice, Mark } from '../../../shared/models/clone.ts';
import type { KeyReference, Serial } from '../../../shared/numbers.ts';
import type { PreparationStep } from './prepare-target.ts';

const waiting: Mark = { state: 'waiting', word: t('waiting') };

/** One device of a run, as the window and the record show it. */
export class RunDevice {
  readonly serial: Serial;
  readonly label: string;
  readonly #references: readonly KeyReference[];
  #state: CloneDevice['state'] = 'waiting';
  #failure: Failure | undefined;
  #steps: Record<PreparationStep, Mark> = { initialized: waiting, shares: waiting, kcv: waiting };
  #keys: Mark[];
  #begun = false;
  #doneAt: string | undefined;

  constructor(serial: Serial, label: string, references: readonly KeyReference[]) {
    this.serial = serial;
    this.label = label;
    this.#references = references;
    this.#keys = references.map(() => waiting);
  }

  /** As the record of an earlier run tells. What is done counts as done; anything else is looked at afresh. */
  static from(record: RecordedDevice, references: readonly KeyReference[]): RunDevice {
    const device = new RunDevice(record.serial, record.label, references);
    device.#begun = record.state !== 'planned';
    if (record.state !== 'done') return device;
    const before: Mark = {
      state: 'good',
      word: t('recorded'),
      detail:
        record.doneAt === undefined
          ? t('Proven before, as the record says.')
          : t('Proven {at}, as the record says.', { at: record.doneAt }),
    };
    device.#state = 'done';
    device.#doneAt = record.doneAt;
    device.#steps = { initialized: before, shares: before, kcv: before };
    device.#keys = references.map(() => before);
    return device;
  }

  get title(): string {
    return `${this.label} ${this.serial}`;
  }

  get state(): CloneDevice['state'] {
    return this.#state;
  }

  /** It was about to be changed once, so what is on it is looked at before it is erased again. */
  get begun(): boolean {
    return this.#begun;
  }

  get failure(): Failure | undefined {
    return this.#failure;
  }

  start(): void {
    this.#state = 'working';
    this.#failure = undefined;
    this.#steps = { initialized: waiting, shares: waiting, kcv: waiting };
    this.#keys = this.#references.map(() => waiting);
  }

  markBegun(): void {
    this.#begun = true;
  }

  step(step: PreparationStep, mark: Mark): void {
    this.#steps = { ...this.#steps, [step]: mark };
  }

  key(index: number, mark: Mark): void {
    this.#keys = this.#keys.map((other, at) => (at === index ? mark : other));
  }

  finish(at: string): void {
    this.#state = 'done';
    this.#doneAt = at;
  }

  /** What was under way when it failed did not come to its end. */
  fail(failure: Failure): void {
    this.#state = 'failed';
    this.#failure = failure;
    const broken = (mark: Mark): Mark => (mark.state === 'working' ? { state: 'bad', word: t('broken off'), detail: failure.what } : mark);
    const { initialized, shares, kcv } = this.#steps;
    this.#steps = { initialized: broken(initialized), shares: broken(shares), kcv: broken(kcv) };
    this.#keys = this.#keys.map(broken);
  }

  get snapshot(): CloneDevice {
    return {
      ...{ serial: this.serial, label: this.label, state: this.#state },
      ...(this.#failure ? { failure: this.#failure } : {}),
      ...this.#steps,
      keys: this.#keys,
    };
  }

  get record(): RecordedDevice {
    const state = this.#state === 'done' ? 'done' : this.#begun ? 'begun' : 'planned';
    return {
      ...{ serial: this.serial, label: this.label, state },
      proven: this.#references.filter((_, index) => this.#keys[index]?.state === 'good'),
      ...(this.#doneAt === undefined ? {} : { doneAt: this.#doneAt }),
    };
  }
}
