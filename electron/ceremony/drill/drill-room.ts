import type { RegisteredKey } from '../../../shared/clone/key-register.ts';
import { nameOfType } from '../../../shared/clone/words.ts';
import { failure, refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { DocumentOutcome } from '../../../shared/models/document.ts';
import type { Drill, DrillOutcome, DrillSnapshot, DrillWay } from '../../../shared/models/drill.ts';
import type { Kcv, Serial } from '../../../shared/numbers.ts';
import { readKeyRegister, registerKeys } from '../clone/clone-record.ts';
import type { ProvableKey } from '../clone/travelling-key.ts';
import { recordOnCopy } from '../custody/custody-events.ts';
import { causeOf } from '../custody/custody-register.ts';
import { asRefusal } from '../fleet/wire-failure.ts';
import type { Workstation } from '../workstation.ts';
import type { ShareToBring } from './bring-shares.ts';
import { ChosenFiles, type ChosenKey } from './chosen-files.ts';
import { drillCertificate } from './drill-certificate.ts';
import { DrillRun } from './drill-run.ts';
import { type DrillWork, drillInMemory, drillOnDevice } from './perform-drill.ts';
import { assertSpare } from './spare.ts';

export interface DrillRequest {
  readonly way: DrillWay;
  /** The spare. */
  readonly serial?: Serial | undefined;
  readonly confirmation?: string | undefined;
  readonly shares: readonly ShareToBring[];
}

/** What the section "Restore drill" works with: the files that were brought, and the one drill. */
export class DrillRoom {
  readonly #workstation: Workstation;
  readonly #chosen: ChosenFiles;
  #run: DrillRun | undefined;
  #stop: AbortController | undefined;

  constructor(workstation: Workstation) {
    this.#workstation = workstation;
    this.#chosen = new ChosenFiles(workstation);
  }

  addFolder(): Promise<void> {
    return this.#choosing(() => this.#chosen.addFolder());
  }

  addFile(): Promise<void> {
    return this.#choosing(() => this.#chosen.addFile());
  }

  addSheet(): Promise<void> {
    return this.#choosing(() => this.#chosen.addSheet());
  }

  /** A file by its hash, what cannot be used, or all. */
  remove(what: string): Promise<void> {
    return this.#choosing(async () => this.#chosen.remove(what));
  }

  /**
   * Brings back every chosen file and proves it. A file that does not come back makes the drill fail without stopping it. Refusal
   * drill-…, and those of shares, sheets and devices; then nothing of it is left in memory, and a spare that was touched is erased.
   */
  async run(request: DrillRequest): Promise<DrillOutcome> {
    if (this.#stop) refuse('drill-running');
    const stop = new AbortController();
    this.#stop = stop;
    try {
      const { keys, kcv } = this.#chosen.toDrill();
      const registered = await this.#registered();
      const proven: ProvableKey[] = [];
      const begin = () => {
        const run = this.#begin(request, keys, kcv);
        return { run, keys, registered, shares: request.shares, stop: stop.signal, proven: (key: ProvableKey) => proven.push(key) };
      };
      const run = await this.#perform(request, kcv, begin);
      await this.#record(run, keys, proven, kcv);
      return run.outcome;
    } finally {
      this.#stop = undefined;
      this.#show();
    }
  }

  stop(): void {
    this.#stop?.abort();
  }

  /** Opens the certificate as a document; resolves when the person closes it. */
  certificate(): Promise<DocumentOutcome> {
    const drill = this.#run?.snapshot;
    const { documents } = this.#workstation;
    return documents.show(documents.keep(drill && drill.phase !== 'running' ? drillCertificate(drill) : refuse('document-gone')));
  }

  /** Takes the outcome and the chosen files from the screen. */
  clear(): void {
    if (this.#stop) return;
    this.#run = undefined;
    this.#chosen.remove('all');
    this.#show();
  }

  async #perform({ way, serial, confirmation, shares }: DrillRequest, kcv: Kcv, begin: () => DrillWork): Promise<DrillRun> {
    const workstation = this.#workstation;
    const { fleet, person } = workstation;
    if (way === 'memory') return whole(begin(), (work) => drillInMemory(workstation, work));
    if (way === 'spare') {
      return fleet.run(serial ?? refuse('drill-no-device'), t('Restore drill'), async (device) => {
        await assertSpare(workstation, device, kcv, confirmation);
        return whole(begin(), (work) => {
          work.run.on({ serial: device.serial, label: device.state.label });
          return drillOnDevice(workstation, work, device, (drilled) => drilled.takeSpare(person, shares.length));
        });
      });
    }
    return whole(begin(), async (work) => {
      const made = await workstation.temporaryDevice();
      work.run.on({ serial: made.serial, label: t('Simulated device') });
      try {
        await made.fleet.run(made.serial, t('Restore drill'), (device) =>
          drillOnDevice(workstation, work, device, (drilled) => drilled.takeSimulated(shares.length)),
        );
      } finally {
        await made.destroy();
      }
    });
  }

  #begin({ way, shares }: DrillRequest, keys: readonly ChosenKey[], kcv: Kcv): DrillRun {
    const { fleet, script } = this.#workstation;
    const present = script.snapshot?.people.filter((person) => person.present).map(({ id }) => id) ?? [];
    const people = (script.snapshot?.plan.people ?? []).filter(({ id }) => present.includes(id)).map(({ name, role }) => ({ name, role }));
    const run = new DrillRun({ way, kcv, keys, people, practice: fleet.source.simulated, shareCount: shares.length }, () => this.#show());
    this.#run = run;
    this.#show();
    return run;
  }

  /** Where no ceremony folder is open, there is nothing on record. */
  async #registered(): Promise<readonly RegisteredKey[]> {
    const { custody } = this.#workstation;
    return custody.known ? (await readKeyRegister(custody)).keys : [];
  }

  /** Of a drill that passed: the sheets were drilled, and the next drill can compare the keys. The drill counts, even where this fails. */
  async #record(run: DrillRun, keys: readonly ChosenKey[], proven: readonly ProvableKey[], dkekKcv: Kcv): Promise<void> {
    const { custody } = this.#workstation;
    const sheets = run.hasFailedKeys || !custody.known ? [] : sheetsOf(run.snapshot).filter((sheetId) => isHeld(sheetId, custody.known));
    try {
      if (sheets.length > 0)
        await custody.change((register) => sheets.reduce((so, sheetId) => recordOnCopy(so, sheetId, 'drilled'), register));
      if (custody.known && !run.hasFailedKeys)
        await registerKeys(
          custody,
          proven.map((key) => registeredKey(key, keys, dkekKcv)),
        );
      run.finish({ drilledSheets: sheets });
    } catch (cause) {
      run.finish({
        drilledSheets: [],
        recordProblem: t('The register could not be brought up to date ({cause}).', { cause: causeOf(cause) }),
      });
    }
  }

  async #choosing(change: () => Promise<void>): Promise<void> {
    if (this.#stop) refuse('drill-running');
    await change();
    this.#show();
  }

  #show(): void {
    const { snapshot: chosen } = this.#chosen;
    const drill = this.#run?.snapshot;
    const isEmpty = !drill && chosen.files.length + chosen.left.length === 0;
    const shown: DrillSnapshot | undefined = isEmpty ? undefined : { chosen, ...(drill ? { drill } : {}) };
    this.#workstation.fleet.show('drill', shown);
  }
}

const overwritten = t('Shares, DKEK, opened keys and PINs of the drill were overwritten in memory.');
// The simulator computes with plain numbers, which cannot be overwritten.
const ofSimulated = t(
  'The simulated device was destroyed, but traces of what it computed may stay until Conclave is closed: switch this computer off.',
);

/** Tells the run what ended it; the secrets are wiped by then, whatever happened. */
async function whole(work: DrillWork, perform: (work: DrillWork) => Promise<void>): Promise<DrillRun> {
  const { run } = work;
  const said = run.snapshot.way === 'simulated' ? `${overwritten} ${ofSimulated}` : overwritten;
  const wiped = () => run.step('wiped', { state: 'good', word: t('wiped'), detail: said });
  try {
    await perform(work);
    wiped();
    return run;
  } catch (error) {
    wiped();
    const refusal = asRefusal(error, { reader: t('the reader'), during: t('Restore drill') });
    // what is said of a cancellation elsewhere would not be true of a spare that was erased
    run.fail(refusal.failure.code === 'cancelled' ? failure('drill-stopped') : refusal.failure);
    throw refusal;
  }
}

function sheetsOf({ shares, keys }: Drill): string[] {
  const all = [
    ...shares.flatMap(({ sheetId, parts }) => [sheetId, ...parts.map((part) => part.sheetId)]),
    ...keys.map(({ file }) => file.sheetId),
  ];
  return [...new Set(all.flatMap((sheetId) => sheetId ?? []))];
}

function isHeld(sheetId: string, register: Workstation['custody']['known']): boolean {
  return (
    register?.holdings.some((holding) => holding.sheetId === sheetId && holding.events.every(({ state }) => state !== 'replaced')) ?? false
  );
}

function registeredKey(key: ProvableKey, keys: readonly ChosenKey[], dkekKcv: Kcv): RegisteredKey {
  const file = keys.find((each) => each.key.reference === key.reference)?.file;
  return {
    ...{ check: key.check, label: key.label, id: key.id, type: nameOfType(key.type), dkekKcv, devices: [] },
    files: file ? [{ sha256: file.sha256, name: file.name }] : [],
  };
}
