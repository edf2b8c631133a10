import { type PlannedTarget, type PlanSource, planClone, planHindrance, planNext } from '../../../shared/clone/plan.ts';
import { refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { ClonedKey, CloneOutcome, CloneSnapshot, UnfinishedRun, Verification, VerifyOutcome } from '../../../shared/models/clone.ts';
import type { DocumentOutcome } from '../../../shared/models/document.ts';
import type { DeviceSnapshot } from '../../../shared/models/snapshot.ts';
import type { KeyReference, Serial } from '../../../shared/numbers.ts';
import { ensureLogin } from '../pins/login.ts';
import type { ShareWay } from '../shares/open-share-file.ts';
import type { Workstation } from '../workstation.ts';
import { closeRecord, readCloneRecord, unfinishedRuns } from './clone-record.ts';
import { cloneReport, verificationReport } from './clone-report.ts';
import { CloneRun } from './clone-run.ts';
import { type OpenKeyFolder, readKeyFolder } from './key-folder.ts';
import type { RunTarget } from './run-plan.ts';
import type { TravellingKey } from './travelling-key.ts';
import { verifyDevices } from './verify-devices.ts';
import { wrapFromSource } from './wrap-from-source.ts';

export interface CloneRequest {
  /** A device, or the folder that was opened. */
  readonly source: Serial | 'folder';
  /** Undefined: all that can be cloned. */
  readonly keys?: readonly KeyReference[] | undefined;
  readonly targets: readonly RunTarget[];
  readonly ways: readonly ShareWay[];
  readonly samePins: boolean;
  readonly retries: number;
  readonly resetWithSoPin: boolean;
  /** The unfinished run that is resumed: its keys and devices are those of its record. */
  readonly resume?: string | undefined;
}

/** What the view Clone & Verify works with: the folder of keys, the one open run, the last comparison. */
export class CloneRoom {
  readonly #workstation: Workstation;
  #folder: OpenKeyFolder | undefined;
  #run: CloneRun | undefined;
  #isOpen = false;
  #ended: Promise<void> = Promise.resolve();
  #unfinished: readonly UnfinishedRun[] = [];
  #verification: Verification | undefined;

  constructor(workstation: Workstation) {
    this.#workstation = workstation;
  }

  /** Reads what the plan needs to know of a source: capabilities and certificates of its keys. Needs no login. */
  survey(serial: Serial): Promise<void> {
    return this.#workstation.fleet.run(serial, t('Look at Keys'), async (device) => {
      for (const { reference } of device.state.keys) await device.readDetails(reference);
    });
  }

  /** Chooses a folder of wrapped keys as source. Refusal cancelled, key-folder-empty, file-unreadable. */
  async openFolder(): Promise<void> {
    this.#folder = await readKeyFolder(await this.#workstation.person.openFolder(t('Choose the folder with the wrapped keys')));
    this.#show();
  }

  /** Looks for runs in the ceremony folder that were not brought to their end. */
  async findUnfinished(): Promise<void> {
    const { custody, fleet } = this.#workstation;
    const found = custody.known ? await unfinishedRuns(custody, fleet.source.simulated) : [];
    this.#unfinished = found.filter(({ id }) => !this.#isOpen || id !== this.#run?.snapshot.id);
    this.#show();
  }

  /**
   * Opens a run: resolves when the first device is being written, or the next one is waited for. Refusal clone-running, clone-plan,
   * no-ceremony-folder, clone-record-unreadable, and those of collecting keys, shares and PINs; then no target was touched.
   */
  async start(request: CloneRequest): Promise<void> {
    if (this.#isOpen) refuse('clone-running');
    this.#isOpen = true;
    const before = this.#run;
    return new Promise((resolve, reject) => {
      this.#ended = this.#openRun(request, resolve)
        .catch((error) => {
          // The outcome of the run before is still on the screen.
          this.#run = before;
          reject(error);
        })
        .finally(() => {
          this.#isOpen = false;
          this.#show();
        })
        .then(() => this.findUnfinished().catch(() => undefined));
    });
  }

  /** A further device, or one that failed. Refusal clone-no-run, clone-plan, clone-in-work. */
  async add(target: RunTarget): Promise<void> {
    const run = this.#openOne();
    const known = run.snapshot.devices.find(({ serial }) => serial === target.serial);
    if (known?.state === 'done') refuse('clone-plan', { problem: t('This device is done already.') });
    const device = this.#device(target.serial);
    if (!known) assertPlanned(planNext(run.snapshot, { device, label: target.label }), target);
    await run.add(target);
  }

  stop(): void {
    this.#openOne().stop();
  }

  /** Ends the run and resolves when its shares and PINs are wiped. Refusal clone-no-run, clone-in-work. */
  async finish(): Promise<CloneOutcome> {
    const run = this.#openOne();
    run.finish();
    await this.#ended;
    const { id, keys, devices } = run.snapshot;
    return { id, keys: keys.map(({ label }) => label), devices: devices.map(({ serial, label, state }) => ({ serial, label, state })) };
  }

  /** An unfinished run is not offered again; its record stays. Refusal clone-record-unreadable, no-ceremony-folder, folder-unwritable. */
  async discard(id: string): Promise<void> {
    await closeRecord(this.#workstation.custody, id);
    await this.findUnfinished();
  }

  /** Opens the outcome as a document. Resolves when the person closes it. */
  report(of: 'run' | 'verification'): Promise<DocumentOutcome> {
    const { documents } = this.#workstation;
    const run = this.#run?.snapshot;
    const model =
      of === 'run' ? run && cloneReport(run) : this.#verification?.phase === 'done' ? verificationReport(this.#verification) : undefined;
    return documents.show(documents.keep(model ?? refuse('document-gone')));
  }

  /** Takes the outcome of a run that is over, or of a comparison, from the screen. */
  clear(): void {
    if (!this.#isOpen) this.#run = undefined;
    this.#verification = undefined;
    this.#folder = undefined;
    this.#show();
  }

  /** Compares devices key by key; the first is what the others are compared with. */
  async verify(serials: readonly Serial[]): Promise<VerifyOutcome> {
    const { devices, findings, dkekKcv } = await verifyDevices(this.#workstation, serials, (verification) => {
      this.#verification = verification;
      this.#show();
    });
    return {
      passed: devices.every(({ operational, consistent }) => operational.state === 'good' && consistent.state === 'good'),
      ...(dkekKcv === undefined ? {} : { dkekKcv }),
      devices: devices.map(({ serial, operational, consistent }) => ({
        serial,
        operational: operational.word,
        consistent: consistent.word,
      })),
      findings: findings.map(({ device, what }) => `${device}: ${what}`),
    };
  }

  async #openRun(request: CloneRequest, opened: () => void): Promise<void> {
    const { custody } = this.#workstation;
    // Asked first: without a folder there is no record.
    void custody.folder;
    const record = request.resume === undefined ? undefined : await readCloneRecord(custody, request.resume);
    if (request.source !== 'folder') await this.survey(request.source);
    const source = this.#source(request.source);
    const chosen = record ? record.keys.map(({ reference }) => reference) : request.keys;
    const targets = request.targets.map(({ serial, label }) => ({ device: this.#device(serial), label }));
    const plan = planClone(source, chosen, targets);
    const problem = planHindrance(plan) ?? shareProblem(source, request.ways);
    if (problem) refuse('clone-plan', { problem });
    for (const [index, planned] of plan.targets.entries()) assertPlanned(planned, request.targets[index]);
    const keys: ClonedKey[] = plan.chosen.map(({ hindrance: _, note: __, ...key }) => key);
    this.#run = new CloneRun(
      this.#workstation,
      {
        ...(source.kind === 'device'
          ? { source: `${source.device.label} ${source.device.serial}`, sourceSerial: source.device.serial }
          : { source: source.folder.path }),
        ...{ keys, targets: request.targets, ways: request.ways, samePins: request.samePins },
        ...{ retries: record?.retries ?? request.retries, resetWithSoPin: record?.resetWithSoPin ?? request.resetWithSoPin },
        collect: () => this.#collect(request.source, keys),
        ...(record ? { record } : {}),
      },
      () => this.#show(),
    );
    this.#show();
    await this.#run.run(opened);
  }

  async #collect(source: Serial | 'folder', keys: readonly ClonedKey[]): Promise<readonly TravellingKey[]> {
    const references = keys.map(({ reference }) => reference);
    if (source === 'folder') return (this.#folder?.keys ?? []).filter(({ reference }) => references.includes(reference));
    const { fleet, person } = this.#workstation;
    return fleet.run(source, t('Clone: read the source'), async (device) => {
      await ensureLogin(device, person, t('Clone: the keys of this device are wrapped into memory. Nothing on it changes.'));
      return wrapFromSource(device, references);
    });
  }

  #source(source: Serial | 'folder'): PlanSource {
    if (source !== 'folder') return { kind: 'device', device: this.#device(source) };
    const { folder } = this.#folder ?? refuse('clone-no-keys');
    return { kind: 'folder', folder };
  }

  #device(serial: Serial): DeviceSnapshot {
    for (const { card } of this.#workstation.fleet.snapshot.readers) {
      if (card.kind === 'device' && card.device.serial === serial) return card.device;
    }
    return refuse('no-such-device', { serial });
  }

  #openOne(): CloneRun {
    return (this.#isOpen ? this.#run : undefined) ?? refuse('clone-no-run');
  }

  #show(): void {
    const snapshot: CloneSnapshot = {
      ...(this.#folder ? { folder: this.#folder.folder } : {}),
      ...(this.#run ? { run: this.#run.snapshot } : {}),
      unfinished: this.#unfinished,
      ...(this.#verification ? { verification: this.#verification } : {}),
    };
    this.#workstation.fleet.show('clone', snapshot);
  }
}

/** Refusal clone-plan, confirmation-differs. */
function assertPlanned({ serial, problems, needsConfirmation }: PlannedTarget, target: RunTarget | undefined): void {
  const [problem] = problems;
  if (problem) refuse('clone-plan', { problem });
  if (needsConfirmation && target?.confirmation?.toUpperCase() !== serial.slice(-4).toUpperCase())
    refuse('confirmation-differs', { serial });
}

function shareProblem(source: PlanSource, ways: readonly ShareWay[]): string | undefined {
  if (ways.length === 0) return t('Say how many DKEK shares there are.');
  if (source.kind !== 'device' || source.device.dkek.kind !== 'complete') return undefined;
  const { shares } = source.device.dkek;
  return shares === ways.length ? undefined : t('The DKEK of the source has {shares} shares, not {asked}.', { shares, asked: ways.length });
}
