import { type Failure, refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { ClonedKey, CloneRun as RunSnapshot } from '../../../shared/models/clone.ts';
import { type Kcv, kcv, type Serial } from '../../../shared/numbers.ts';
import { newId } from '../../crypto/sheet-id.ts';
import type { Device } from '../fleet/device.ts';
import { asRefusal } from '../fleet/wire-failure.ts';
import { timestamp } from '../timestamp.ts';
import type { Workstation } from '../workstation.ts';
import { RecordWriter, recordOf, registerKeys } from './clone-record.ts';
import { cloneTarget } from './clone-target.ts';
import { Consents } from './consents.ts';
import { collectDkekShares, type DkekShares } from './dkek-shares.ts';
import { makeProvable } from './expectation.ts';
import { registeredKeys } from './registered-keys.ts';
import { RunDevice } from './run-device.ts';
import type { RunPlan, RunTarget } from './run-plan.ts';
import { SoPinTrial } from './so-pin-trial.ts';
import { targetFacts } from './target-facts.ts';
import { keepingPins, type PinsOf, type TargetPins } from './target-pins.ts';
import type { ProvableKey } from './travelling-key.ts';
import { travelsUnder } from './wrap-from-source.ts';

/** What the run holds while it is open. The shares and PINs are wiped by whoever opened it. */
interface Hands {
  readonly shares: DkekShares;
  readonly pinsOf: PinsOf;
  readonly keys: readonly ProvableKey[];
}

/** One supervised run, from the source to the last device. It is open until the person finishes it: further devices may join. */
export class CloneRun {
  readonly #workstation: Workstation;
  readonly #plan: RunPlan;
  readonly #changed: () => void;
  readonly #id: string;
  readonly #startedAt: string;
  readonly #devices = new Map<Serial, RunDevice>();
  readonly #tasks = new Map<Serial, { readonly stop: AbortController; readonly ended: Promise<void> }>();
  readonly #consents: Consents;
  readonly #trial = new SoPinTrial();
  readonly #writer: RecordWriter;
  #keys: readonly ClonedKey[];
  #kcv: Kcv | undefined;
  #phase: RunSnapshot['phase'] = 'preparing';
  #recordProblem: Failure | undefined;
  #registerProblem: Failure | undefined;
  #registering: Promise<void> = Promise.resolve();
  #hands: Hands | undefined;
  #end: () => void = () => undefined;

  constructor(workstation: Workstation, plan: RunPlan, changed: () => void) {
    this.#workstation = workstation;
    this.#consents = new Consents(workstation.fleet);
    this.#plan = plan;
    this.#changed = changed;
    this.#id = plan.record?.id ?? newId();
    this.#startedAt = plan.record?.startedAt ?? timestamp();
    this.#keys = plan.keys;
    const references = plan.keys.map(({ reference }) => reference);
    for (const recorded of plan.record?.devices ?? []) this.#devices.set(recorded.serial, RunDevice.from(recorded, references));
    for (const { serial, label, confirmation } of plan.targets) {
      if (this.#devices.get(serial)?.state !== 'done' && !this.#devices.has(serial))
        this.#devices.set(serial, new RunDevice(serial, label, references));
      this.#consents.give({ serial, confirmation });
    }
    this.#writer = new RecordWriter(
      workstation.custody,
      () => recordOf(this.#plan, this.snapshot, [...this.#devices.values()]),
      (problem) => {
        this.#recordProblem = problem;
        this.#changed();
      },
    );
  }

  get snapshot(): RunSnapshot {
    const { source, sourceSerial, ways } = this.#plan;
    const problem = this.#recordProblem ?? this.#registerProblem;
    return {
      ...{ id: this.#id, practice: this.#workstation.fleet.source.simulated, startedAt: this.#startedAt, source, phase: this.#phase },
      ...(sourceSerial === undefined ? {} : { sourceSerial }),
      ...(this.#kcv === undefined ? {} : { dkekKcv: this.#kcv }),
      shares: ways.length,
      keys: this.#keys,
      devices: [...this.#devices.values()].map((device) => device.snapshot),
      ...(problem ? { recordProblem: problem } : {}),
    };
  }

  /**
   * Collects keys, shares and PINs, proves them against each other, and opens the run: `opened` is called when the first device is being
   * written. Resolves when the run was finished; then shares and PINs are wiped. Rejects when it could not be opened: no target was touched.
   */
  async run(opened: () => void): Promise<void> {
    const { ways, source, samePins, retries } = this.#plan;
    const { person, custody } = this.#workstation;
    const travelling = await this.#plan.collect();
    const [first] = travelling;
    const under = kcv(first ? travelsUnder(first) : refuse('clone-no-keys'));
    const shares = await collectDkekShares(this.#workstation, { title: t('Clone'), about: source, ways, expected: under });
    try {
      this.#kcv = under;
      const keys = await shares.withDkek((dkek) => travelling.map((key) => makeProvable(key, dkek)));
      this.#assertOfRecord(keys);
      this.#keys = this.#keys.map((key, index) => ({ ...key, ...(keys[index] ? { check: keys[index].check } : {}) }));
      await keepingPins({ person, same: samePins, retries, targets: targetFacts(this.#plan.targets, this.#consents) }, async (pinsOf) => {
        const targets = this.#plan.targets.map(({ serial, label }) => ({ serial, title: `${label} ${serial}` }));
        if (samePins && targets.length === 0) await pinsOf({ serial: 'all' as Serial, title: '' });
        for (const target of targets) await pinsOf(target);
        await custody.exclusively(t('Clone'), () => this.#open({ shares, pinsOf, keys }, opened));
      });
    } finally {
      shares.wipe();
      this.#hands = undefined;
      this.#phase = 'finished';
      this.#changed();
    }
  }

  /** A device that joins the run, or one that failed and is tried again. Refusal clone-in-work, clone-no-run. */
  async add({ serial, label, confirmation }: RunTarget): Promise<void> {
    if (!this.#hands) refuse('clone-no-run');
    if (this.#tasks.has(serial)) refuse('clone-in-work', { serial });
    const known = this.#devices.get(serial);
    if (confirmation !== undefined || !known) this.#consents.give({ serial, confirmation });
    const device =
      known ??
      new RunDevice(
        serial,
        label,
        this.#keys.map(({ reference }) => reference),
      );
    this.#devices.set(serial, device);
    this.#start(device);
  }

  /** Ends what is under way between two keys; the run stays open. */
  stop(): void {
    for (const { stop } of this.#tasks.values()) stop.abort();
  }

  /** Ends the run: shares and PINs are wiped. Refusal clone-in-work while a device is being written. */
  finish(): void {
    const [serial] = this.#tasks.keys();
    if (serial) refuse('clone-in-work', { serial });
    this.#end();
  }

  async #open(hands: Hands, opened: () => void): Promise<void> {
    // Before the first device is touched: a run that cannot be recorded could not be resumed.
    await this.#writer.write();
    this.#hands = hands;
    const ended = new Promise<void>((resolve) => {
      this.#end = resolve;
    });
    const here = this.#plan.targets.flatMap(({ serial }) => this.#devices.get(serial) ?? []);
    for (const device of here) this.#start(device);
    this.#settle();
    opened();
    await ended;
    await this.#writer.tryToWrite();
  }

  #start(device: RunDevice): void {
    const stop = new AbortController();
    const anew =
      device.failure !== undefined && ['pin-wrong', 'clone-so-pin-doubtful', 'pin-too-short-for-retries'].includes(device.failure.code);
    device.start();
    const ended = this.#clone(device, stop.signal, anew).then(() => {
      this.#tasks.delete(device.serial);
      this.#settle();
    });
    this.#tasks.set(device.serial, { stop, ended });
    this.#phase = 'copying';
    this.#changed();
  }

  async #clone(device: RunDevice, stop: AbortSignal, anew: boolean): Promise<void> {
    const { fleet } = this.#workstation;
    const { serial, title } = device;
    try {
      const hands = this.#hands ?? refuse('clone-no-run');
      const pins = await hands.pinsOf({ serial, title, anew });
      await fleet.run(serial, t('Clone'), (card) =>
        this.#onTrial(card, device, anew, (accepted) => this.#write(card, device, hands, pins, stop, accepted)),
      );
      device.finish(timestamp());
      await this.#register(hands.keys, device);
    } catch (error) {
      device.fail(asRefusal(error, { reader: t('the reader'), during: t('Clone') }).failure);
    }
    await this.#writer.tryToWrite();
  }

  #write(card: Device, device: RunDevice, hands: Hands, pins: TargetPins, stop: AbortSignal, accepted: () => void): Promise<void> {
    if (!device.begun) this.#consents.assertConfirmed(card);
    const { retries, resetWithSoPin } = this.#plan;
    return cloneTarget(card, {
      ...{ label: device.label, retries, resetWithSoPin, pins, shares: hands.shares, kcv: this.#kcv as Kcv, keys: hands.keys, stop },
      begun: device.begun,
      mayLose: this.#consents.keysOf(card.serial),
      beforeErasing: async () => {
        device.markBegun();
        await this.#writer.write();
      },
      report: (step, mark) => {
        device.step(step, mark);
        // Shares follow the initialization: the device has taken the SO-PIN.
        if (step === 'shares' && mark.state === 'working') accepted();
        this.#changed();
      },
      reportKey: (index, mark) => {
        device.key(index, mark);
        this.#changed();
        if (mark.state === 'good') void this.#writer.tryToWrite();
      },
    });
  }

  /** The SO-PIN that is the same for all is tried on one device that was in use before. */
  #onTrial(card: Device, device: RunDevice, isOwn: boolean, work: (accepted: () => void) => Promise<void>): Promise<void> {
    if (!this.#plan.samePins || isOwn || card.state.soPin.kind === 'not-set') return work(() => undefined);
    return this.#trial.through(device.title, work);
  }

  /** One device after the other: each adds to what the register of keys holds. The device is done all the same where that fails. */
  #register(keys: readonly ProvableKey[], device: RunDevice): Promise<void> {
    this.#registering = this.#registering.then(async () => {
      try {
        await registerKeys(this.#workstation.custody, registeredKeys(keys, this.#kcv as Kcv, device.record));
      } catch (error) {
        this.#registerProblem = asRefusal(error, { reader: '', during: t('write the register of keys') }).failure;
      }
    });
    return this.#registering;
  }

  #settle(): void {
    if (this.#tasks.size === 0 && this.#phase !== 'finished') this.#phase = 'ready';
    this.#changed();
  }

  #assertOfRecord(keys: readonly ProvableKey[]): void {
    for (const recorded of this.#plan.record?.keys ?? []) {
      const found = keys.find(({ reference }) => reference === recorded.reference);
      if (found?.check.digits !== recorded.check?.digits) refuse('clone-key-of-record', { label: recorded.label });
    }
  }
}
