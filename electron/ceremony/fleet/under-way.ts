import { t } from '../../../shared/language/text.ts';
import type { DeviceSnapshot } from '../../../shared/models/snapshot.ts';
import type { Remembered, Settle } from './remembered.ts';

/** The operation that runs on one device, if any: what it is called, what it found, and how its outcome is told if it is cut off. */
export class UnderWay {
  readonly #remembered: Remembered;
  #activity: string | undefined;
  #settle: Settle | undefined;
  #finding: string | undefined;

  constructor(remembered: Remembered) {
    this.#remembered = remembered;
  }

  get activity(): string | undefined {
    return this.#activity;
  }

  begin(activity: string): void {
    this.#activity = activity;
    this.#settle = undefined;
    this.#finding = undefined;
  }

  /** To be called before the first command that changes the card: explains the outcome if the card is pulled from here on. */
  whenInterrupted(settle: Settle): void {
    this.#settle = settle;
  }

  /** What was found and cured, beside what was asked for: shown as the notice when the operation has succeeded. */
  tells(finding: string): void {
    this.#finding = finding;
  }

  /** A notice that asks for nothing goes with the next operation, any other with the next that changes the device. */
  succeeded(): void {
    const remembered = this.#remembered;
    if (this.#settle || remembered.noticeIsHarmless || this.#finding) remembered.notice = this.#finding;
    remembered.noticeIsHarmless = false;
  }

  interrupted(): void {
    if (!this.#activity) return;
    const settle = this.#settle ?? (() => t('nothing on the device was changed. Start it again.'));
    this.#remembered.interrupted = { activity: this.#activity, settle };
    this.#remembered.noticeIsHarmless = !this.#settle;
  }

  end(): void {
    this.#activity = undefined;
    this.#settle = undefined;
  }

  /** Makes the notice about what was interrupted on this device before, now that its state is known. */
  explainInterruption(now: DeviceSnapshot): void {
    const { interrupted } = this.#remembered;
    if (!interrupted) return;
    this.#remembered.interrupted = undefined;
    this.#remembered.notice = t('{activity} was interrupted: {now}', { activity: interrupted.activity, now: interrupted.settle(now) });
  }
}
