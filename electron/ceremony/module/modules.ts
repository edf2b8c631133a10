import { type FailureCode, failure, Refusal, refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { ChosenModule, ModuleFile } from '../../../shared/models/module.ts';
import type { Serial } from '../../../shared/numbers.ts';
import { writeFileSafely } from '../../files/atomic.ts';
import { readFileBounded } from '../../files/read.ts';
import type { ModuleIdentity, Pkcs11Host } from '../../pkcs11/host.ts';
import type { ModuleSlot } from '../../pkcs11/protocol.ts';
import type { Pkcs11Session } from '../../pkcs11/session.ts';
import type { Device } from '../fleet/device.ts';
import type { Fleet } from '../fleet/fleet.ts';
import type { LongWork } from '../long-work.ts';
import { readChoice } from './choice.ts';

export interface ModulesParts {
  readonly fleet: Fleet;
  readonly longWork: LongWork;
  /** A host whose module runs in a process of its own. */
  readonly startHost: () => Pkcs11Host;
  readonly find: () => Promise<ModuleFile[]>;
  /** Looks at a file without running anything of it. Refusals as for loading it. */
  readonly inspect: (path: string) => Promise<ModuleFile>;
  /** Where the choice is kept between runs. */
  readonly choiceFile: string;
}

/** What goes with an open session. */
export interface ModuleUse {
  readonly host: Pkcs11Host;
  readonly module: ModuleIdentity;
  /** To look at and to explain itself; it cannot be asked for anything while it is lent. */
  readonly device: Device;
}

export type ModuleWork<T> = (session: Pkcs11Session, slot: ModuleSlot, use: ModuleUse) => Promise<T>;

const LARGEST_CHOICE = 16 * 1024;

/** The PKCS#11 module of this workstation: which one, and devices lent to it. */
export class Modules {
  #parts: ModulesParts;
  #chosen: ChosenModule | undefined;
  /** What the person was shown: nothing else can be chosen. */
  #offered = new Map<string, ModuleFile>();
  #hosts = new Set<Pkcs11Host>();
  #turn: Promise<unknown> = Promise.resolve();

  constructor(parts: ModulesParts) {
    this.#parts = parts;
  }

  get chosen(): ChosenModule | undefined {
    return this.#chosen;
  }

  /** Takes up the choice of the last run, if its file is still the same; otherwise says why not. */
  async recall(): Promise<void> {
    const { choiceFile, inspect } = this.#parts;
    const kept = await readFileBounded(choiceFile, LARGEST_CHOICE).catch(() => undefined);
    const choice = kept && readChoice(kept.bytes);
    if (!choice) return;
    const { path, sha256 } = choice;
    try {
      const now = await inspect(path);
      this.#show(now.sha256 === sha256 ? now : { ...now, sha256, trouble: failure('pkcs11-module-changed', { path }) });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#show({ path, sha256, product: t('PKCS#11 module'), about: '', trouble: error.failure });
    }
  }

  /** The modules in the usual places. */
  async find(): Promise<ModuleFile[]> {
    return (await this.#parts.find()).map((file) => this.#offer(file));
  }

  /** Looks at a file that the person pointed at, so that it can be chosen. */
  async inspect(path: string): Promise<ModuleFile> {
    return this.#offer(await this.#parts.inspect(path));
  }

  /**
   * Uses this module from now on, if it can be started, and keeps the choice. Only a file that was shown before, and
   * that is still the same. Refusals as for starting it.
   */
  async choose(path: string): Promise<void> {
    const file = this.#offered.get(path) ?? refuse('pkcs11-no-module');
    const module = await this.#inTurn(() => this.#started((host) => host.load(file.path, file.sha256)));
    const { sha256 } = file;
    await writeFileSafely(this.#parts.choiceFile, new TextEncoder().encode(JSON.stringify({ path, sha256 })), { overwrite: true });
    this.#show({ ...file, library: libraryOf(module) });
  }

  /**
   * Lends the device to the chosen module and runs `work` in a session with it; afterwards the module's process has
   * ended, and the device is ours again and read afresh. One module runs at a time: it reaches for every card when it
   * starts. `work` must not ask for another turn. Refusal pkcs11-not-in-rehearsal, pkcs11-no-module,
   * pkcs11-device-not-shown, cancelled, and whatever a module can do.
   */
  async withModule<T>(serial: Serial, activity: string, work: ModuleWork<T>, options: { readonly readWrite?: boolean } = {}): Promise<T> {
    if (this.#parts.fleet.source.simulated) refuse('pkcs11-not-in-rehearsal');
    const { path, sha256, product, about } = this.#chosen ?? refuse('pkcs11-no-module');
    return this.#inTurn(() =>
      this.#parts.longWork.run(`${activity}: ${product}`, true, ({ signal }) =>
        this.#parts.fleet.lend(serial, activity, (device) =>
          this.#started(async (host) => {
            const module = await host.load(path, sha256);
            if (signal.aborted) refuse('cancelled');
            this.#show({ path, sha256, product, about, library: libraryOf(module) });
            const slots = await host.slots();
            const slot = slots.find(({ token }) => token?.serial === serial);
            if (!slot)
              return refuse('pkcs11-device-not-shown', { module: path, serial, others: slots.filter(({ token }) => token).length });
            return await work(await host.openSession(slot.id, options), slot, { host, module, device });
          }, signal),
        ),
      ),
    );
  }

  /** Ends every module that runs, also in the middle of a call: when the app quits. */
  interrupt(): void {
    for (const host of this.#hosts) host.interrupt();
  }

  async #started<T>(work: (host: Pkcs11Host) => Promise<T>, signal?: AbortSignal): Promise<T> {
    if (signal?.aborted) refuse('cancelled');
    const host = this.#parts.startHost();
    const interrupt = () => host.interrupt();
    signal?.addEventListener('abort', interrupt, { once: true });
    this.#hosts.add(host);
    try {
      return await work(host);
    } catch (error) {
      if (error instanceof Refusal && this.#chosen && standsInTheWay.has(error.failure.code))
        this.#show({ ...this.#chosen, trouble: error.failure });
      throw error;
    } finally {
      signal?.removeEventListener('abort', interrupt);
      await host.close();
      this.#hosts.delete(host);
    }
  }

  #offer(file: ModuleFile): ModuleFile {
    this.#offered.set(file.path, file);
    return file;
  }

  #show(chosen: ChosenModule): void {
    if (chosen.sha256 !== this.#chosen?.sha256) this.#parts.fleet.forgetApplicationViews();
    this.#chosen = chosen;
    this.#parts.fleet.show('module', chosen);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }
}

/** What says that the chosen file is no longer the one that was chosen. */
const standsInTheWay: ReadonlySet<FailureCode> = new Set(['pkcs11-module-changed', 'pkcs11-module-missing']);

function libraryOf({ manufacturer, description, version }: ModuleIdentity): string {
  return [manufacturer, description, version].filter((part) => part !== '').join(', ');
}
