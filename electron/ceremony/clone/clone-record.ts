import {
  emptyKeyRegister,
  type KeyRegister,
  type RegisteredKey,
  validateKeyRegister,
  withKeys,
} from '../../../shared/clone/key-register.ts';
import { type CloneRecord, validateCloneRecord } from '../../../shared/clone/record.ts';
import { type Failure, refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { CloneRun, UnfinishedRun } from '../../../shared/models/clone.ts';
import { unknownKcv } from '../../../shared/numbers.ts';
import type { Custody } from '../custody/custody-register.ts';
import { asRefusal } from '../fleet/wire-failure.ts';
import { timestamp } from '../timestamp.ts';
import type { RunDevice } from './run-device.ts';
import type { RunPlan } from './run-plan.ts';

const PREFIX = 'clone-';
const KEYS = 'keys.json';

const nameOf = (id: string) => `${PREFIX}${id}.json`;

/** Writes the record of one run: the newest state only, one write after the other, and never two at a time. */
export class RecordWriter {
  readonly #custody: Custody;
  readonly #current: () => CloneRecord;
  readonly #failed: (problem: Failure | undefined) => void;
  #writing: Promise<void> = Promise.resolve();
  #waiting: Promise<void> | undefined;

  /** `failed` hears of a write that failed, and with undefined of the next that did not. */
  constructor(custody: Custody, current: () => CloneRecord, failed: (problem: Failure | undefined) => void) {
    this.#custody = custody;
    this.#current = current;
    this.#failed = failed;
  }

  /** Resolves when the present state is on the medium. Refusal no-ceremony-folder, folder-unwritable, disk-full, file-read-back-differs. */
  write(): Promise<void> {
    this.#waiting ??= this.#writing.then(async () => {
      this.#waiting = undefined;
      try {
        const record = this.#current();
        // What we write we must be able to read again.
        validateCloneRecord(JSON.parse(JSON.stringify(record)));
        await this.#custody.folder.writeRecord(nameOf(record.id), encode(record));
        this.#failed(undefined);
      } catch (error) {
        const refusal = asRefusal(error, { reader: '', during: t('write the record of the clone') });
        this.#failed(refusal.failure);
        throw refusal;
      }
    });
    const turn = this.#waiting;
    this.#writing = turn.catch(() => undefined);
    return turn;
  }

  /** For what the devices tell as well: the run goes on without it, and shows that it could not be written. */
  async tryToWrite(): Promise<void> {
    await this.write().catch(() => undefined);
  }
}

/** The record of a run as it stands. It is closed once every device is done and none is being written. */
export function recordOf(plan: RunPlan, run: CloneRun, devices: readonly RunDevice[]): CloneRecord {
  const { id, practice, startedAt, source, sourceSerial, dkekKcv = unknownKcv, shares, keys, phase } = run;
  const recorded = devices.map((device) => device.record);
  const isComplete = recorded.length > 0 && recorded.every(({ state }) => state === 'done') && phase !== 'copying';
  return {
    ...{ format: 'conclave-clone-1', id, practice, startedAt, source },
    ...(sourceSerial === undefined ? {} : { sourceSerial }),
    ...{ dkekKcv, shares, retries: plan.retries, resetWithSoPin: plan.resetWithSoPin, keys, devices: recorded },
    ...(isComplete ? { finishedAt: timestamp() } : {}),
  };
}

/** Refusal clone-record-unreadable, no-ceremony-folder. */
export async function readCloneRecord(custody: Custody, id: string): Promise<CloneRecord> {
  const { folder } = custody;
  const path = `${folder.path}/${nameOf(id)}`;
  const bytes = (await folder.readRecord(nameOf(id))) ?? refuse('clone-record-unreadable', { path, detail: t('it is not there') });
  return parse(bytes, path, validateCloneRecord);
}

/** Runs in the open ceremony folder that were not brought to their end; those that cannot be read are left out. */
export async function unfinishedRuns(custody: Custody, practice: boolean): Promise<UnfinishedRun[]> {
  const runs: UnfinishedRun[] = [];
  for (const name of await custody.folder.records(PREFIX)) {
    const record = await readCloneRecord(custody, name.slice(PREFIX.length, -'.json'.length)).catch(() => undefined);
    if (!record || record.finishedAt !== undefined || record.practice !== practice) continue;
    // Nothing to resume where no device is open: the shares have to be collected for any further one in any case.
    if (record.devices.every(({ state }) => state === 'done')) continue;
    const { id, startedAt, source, sourceSerial, keys, devices } = record;
    runs.push({
      ...{ id, startedAt, source, keys: keys.map(({ label }) => label) },
      ...(sourceSerial === undefined ? {} : { sourceSerial }),
      open: devices.filter(({ state }) => state !== 'done').map(({ serial, label, proven }) => ({ serial, label, proven: proven.length })),
      done: devices.filter(({ state }) => state === 'done').map(({ serial, label }) => ({ serial, label })),
    });
  }
  return runs;
}

/** Marks a run as ended, so that it is not offered again. */
export async function closeRecord(custody: Custody, id: string): Promise<void> {
  const record = await readCloneRecord(custody, id);
  await custody.folder.writeRecord(nameOf(id), encode({ ...record, finishedAt: timestamp() }));
}

/** Adds keys, and where they are, to the register of keys. A register that cannot be read is not replaced. */
export async function registerKeys(custody: Custody, found: readonly RegisteredKey[]): Promise<void> {
  await custody.folder.writeRecord(KEYS, encode(withKeys(await readKeyRegister(custody), found)));
}

/** The register of keys; an empty one where there is none. Refusal no-ceremony-folder, clone-record-unreadable. */
export async function readKeyRegister({ folder }: Custody): Promise<KeyRegister> {
  const bytes = await folder.readRecord(KEYS);
  return bytes ? parse(bytes, `${folder.path}/${KEYS}`, validateKeyRegister) : emptyKeyRegister;
}

function parse<T>(bytes: Uint8Array, path: string, validate: (untrusted: unknown) => T): T {
  try {
    return validate(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch (error) {
    const detail = error instanceof SyntaxError && !/JSON|token/i.test(error.message) ? error.message : t('it is damaged');
    return refuse('clone-record-unreadable', { path, detail });
  }
}

const encode = (value: unknown): Uint8Array => new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);
