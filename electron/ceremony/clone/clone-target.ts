import { type Failure, Refusal, refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { Mark } from '../../../shared/models/clone.ts';
import type { KeySnapshot } from '../../../shared/models/snapshot.ts';
import { unknownKcv } from '../../../shared/numbers.ts';
import type { Device } from '../fleet/device.ts';
import { assertMayErase, canContinue, isWhole } from './examine-target.ts';
import { markOfKcv, type Preparation, prepareTarget } from './prepare-target.ts';
import { proveKey } from './prove-key.ts';
import { clearPlace, restoreKey } from './restore-key.ts';
import type { ProvableKey } from './travelling-key.ts';

export interface TargetWork extends Preparation {
  readonly keys: readonly ProvableKey[];
  /** It was begun before, in this run or in the one that is being resumed: only what is missing is done, where that is possible. */
  readonly begun: boolean;
  /** Keys that were on the device when the person agreed that they are lost. */
  readonly mayLose: readonly KeySnapshot[];
  /** Called when the device is about to be changed for the first time; where it throws, nothing has been changed. */
  readonly beforeErasing: () => Promise<void>;
  readonly reportKey: (index: number, mark: Mark) => void;
  /** Aborted when the person stops the run. */
  readonly stop: AbortSignal;
}

/**
 * Makes one device a clone: initialized, shares, DKEK compared, then every key in the source's order, each proven against the source's value. A
 * key that this device refuses does not stop the others. Refusal clone-stopped, clone-keys-failed, and those of its parts.
 */
export async function cloneTarget(device: Device, work: TargetWork): Promise<void> {
  const { keys } = work;
  assertMayErase(device, work);
  const isContinued = work.begun && (await canContinue(device, work, keys));
  if (!isContinued) await work.beforeErasing();
  device.whenInterrupted((now) => {
    const there = now.keys.filter((key) => keys.some(({ reference }) => reference === key.reference)).length;
    return t(
      '{there} of {all} keys are on the device, the last one perhaps in part. Go on in Clone & Verify: it looks at the device afresh.',
      { there, all: keys.length },
    );
  });
  if (isContinued) reportPrepared(device, work);
  else await prepareTarget(device, work);
  const objects = await device.readKeys([]);
  await assertRoom(device, work);
  const failed: { readonly label: string; readonly failure: Failure }[] = [];
  for (const [index, key] of keys.entries()) {
    if (work.stop.aborted) refuse('clone-stopped', { proven: index - failed.length, total: keys.length });
    work.reportKey(index, { state: 'working', word: t('copying') });
    try {
      const there = isContinued && (await isWhole(device, key, objects, work.shares.withDkek));
      if (!there) await restoreKey(device, key);
      const detail = await proveOrClear(device, key, work);
      work.reportKey(index, { state: 'good', word: t('proven'), detail: capital(`${detail}.`) });
    } catch (error) {
      if (!isKeysOwn(error, device)) throw error;
      failed.push({ label: key.label, failure: error.failure });
      work.reportKey(index, { state: 'bad', word: t('failed'), detail: `${error.failure.what} ${error.failure.next}` });
    }
  }
  if (failed.length > 0)
    refuse('clone-keys-failed', {
      labels: failed.map(({ label }) => label).join(', '),
      total: keys.length,
      detail: failed[0]?.failure.what ?? '',
    });
  await assertExactly(device, keys);
  await device.readFreeMemory();
}

function reportPrepared({ state }: Device, { report, kcv, shares }: TargetWork): void {
  const told = state.dkek.kind === 'complete' ? state.dkek.kcv : unknownKcv;
  report('initialized', {
    state: 'good',
    word: t('before'),
    detail: t('It was initialized by this run before, and was looked at afresh.'),
  });
  report('shares', {
    state: 'good',
    word: t('before'),
    detail: t('{n, plural, other {Its DKEK of # shares is complete.}}', { n: shares.shares.length }),
  });
  report('kcv', markOfKcv(told, kcv));
}

/** A key that is not what it should be must not stay. */
async function proveOrClear(device: Device, key: ProvableKey, { shares }: TargetWork): Promise<string> {
  try {
    return await proveKey(device.session, key, shares.withDkek);
  } catch (error) {
    await clearPlace(device, key, error);
    throw error;
  }
}

/** Refused before the first key, where the device tells that they cannot all fit. */
async function assertRoom({ state }: Device, { keys, report: _ }: TargetWork): Promise<void> {
  if (state.freeMemoryBytes === undefined) return;
  const missing = keys.filter(({ reference }) => !state.keys.some((key) => key.reference === reference));
  const needed = missing.reduce((sum, key) => sum + key.description.length + (key.certificate?.length ?? 0) + valueBytes(key), 0);
  if (needed > state.freeMemoryBytes) refuse('clone-no-room', { needed, free: state.freeMemoryBytes });
}

/** The least that the key itself takes. */
function valueBytes({ type }: ProvableKey): number {
  return type.kind === 'unknown' ? 0 : Math.ceil(type.size / 8);
}

async function assertExactly(device: Device, keys: readonly ProvableKey[]): Promise<void> {
  await device.readKeys();
  const there = device.state.keys.map(({ reference }) => reference);
  const same = there.length === keys.length && keys.every(({ reference }, index) => there[index] === reference);
  if (!same) refuse('read-back-differs', { subject: t('the list of keys') });
}

/** The device is still there and refused this key alone. */
function isKeysOwn(error: unknown, device: Device): error is Refusal {
  if (!(error instanceof Refusal) || device.lost || device.detached) return false;
  return !['pin-not-verified', 'card-full', 'clone-stopped', 'clone-other-keys', 'card-removed', 'reader-gone', 'service-absent'].includes(
    error.failure.code,
  );
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
