import { columnsOf } from '../../../shared/drill/words.ts';
import type { Failure } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { KeyCheck, Mark } from '../../../shared/models/clone.ts';
import {
  type Drill,
  type DrillColumn,
  type DrilledKey,
  type DrilledShare,
  type DrillOutcome,
  type DrillStep,
  type DrillWay,
  drillSteps,
} from '../../../shared/models/drill.ts';
import type { Kcv, Serial } from '../../../shared/numbers.ts';
import { newId } from '../../crypto/sheet-id.ts';
import { timestamp } from '../timestamp.ts';
import type { ChosenKey } from './chosen-files.ts';

const waiting: Mark = { state: 'waiting', word: t('waiting') };
const onDevicesOnly: readonly DrillStep[] = ['prepared', 'erased'];

export interface DrillBeginning {
  readonly way: DrillWay;
  readonly practice: boolean;
  readonly kcv: Kcv;
  readonly shareCount: number;
  readonly keys: readonly ChosenKey[];
  readonly people: Drill['people'];
}

/** One drill as it goes on: what the window draws and the certificate tells. */
export class DrillRun {
  readonly #show: () => void;
  #drill: Drill;

  constructor({ keys, ...beginning }: DrillBeginning, show: () => void) {
    this.#show = show;
    this.#drill = {
      ...beginning,
      ...{ id: newId(), phase: 'running', startedAt: timestamp(), shares: [], drilledSheets: [] },
      steps: drillSteps
        .filter((step) => beginning.way !== 'memory' || !onDevicesOnly.includes(step))
        .map((step) => ({ step, mark: waiting })),
      keys: keys.map(({ file }) => ({
        ...{ file, closed: waiting, opened: waiting, value: waiting },
        ...(beginning.way === 'memory' ? {} : { works: waiting }),
      })),
    };
  }

  get snapshot(): Drill {
    return this.#drill;
  }

  get hasFailedKeys(): boolean {
    return this.#drill.keys.some((key) => columnsOf(this.#drill).some((column) => key[column]?.state === 'bad'));
  }

  on(device: { readonly serial: Serial; readonly label: string }): void {
    this.#update({ device });
  }

  step(step: DrillStep, mark: Mark): void {
    this.#update({ steps: this.#drill.steps.map((each) => (each.step === step ? { step, mark } : each)) });
  }

  key(at: number, column: DrillColumn, mark: Mark): void {
    this.#updateKey(at, { [column]: mark });
  }

  check(at: number, check: KeyCheck): void {
    this.#updateKey(at, { check });
  }

  share(share: DrilledShare): void {
    this.#update({ shares: [...this.#drill.shares, share] });
  }

  /** What was under way did not come to its end. */
  fail(failure: Failure): void {
    this.#end('failed', { failure });
  }

  finish(records: Pick<Drill, 'drilledSheets' | 'recordProblem'>): void {
    if (this.hasFailedKeys) this.#end('failed', records);
    else this.#end('passed', { ...records, nextBy: aYearAfter(new Date()) });
  }

  get outcome(): DrillOutcome {
    const { id, phase, way, kcv, keys, drilledSheets } = this.#drill;
    return {
      ...{ id, passed: phase === 'passed', way, dkekKcv: kcv, sheets: drilledSheets },
      ...{ keys: keys.map(({ file }) => file.label), files: keys.map(({ file }) => file.sha256) },
    };
  }

  #end(phase: 'passed' | 'failed', changes: Partial<Drill>): void {
    const settled = (mark: Mark): Mark => {
      if (mark.state === 'waiting') return { state: 'waiting', word: t('not done') };
      return mark.state === 'working' ? { state: 'bad', word: t('broken off') } : mark;
    };
    this.#update({
      ...changes,
      ...{ phase, finishedAt: timestamp() },
      steps: this.#drill.steps.map(({ step, mark }) => ({ step, mark: settled(mark) })),
      keys: this.#drill.keys.map((key) => ({
        ...key,
        ...Object.fromEntries(columnsOf(this.#drill).map((column) => [column, settled(key[column] ?? waiting)])),
      })),
    });
  }

  #updateKey(at: number, changes: Partial<DrilledKey>): void {
    this.#update({ keys: this.#drill.keys.map((key, index) => (index === at ? { ...key, ...changes } : key)) });
  }

  #update(changes: Partial<Drill>): void {
    this.#drill = { ...this.#drill, ...changes };
    this.#show();
  }
}

/** The same day of the next year: `2027-11-25`. */
function aYearAfter(day: Date): string {
  const next = new Date(day);
  next.setFullYear(day.getFullYear() + 1);
  return timestamp(next).slice(0, 10);
}
