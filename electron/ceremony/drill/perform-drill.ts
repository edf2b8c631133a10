import type { RegisteredKey } from '../../../shared/clone/key-register.ts';
import { refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { Mark } from '../../../shared/models/clone.ts';
import type { DrilledKey, DrilledShare } from '../../../shared/models/drill.ts';
import { unknownKcv } from '../../../shared/numbers.ts';
import type { DkekShares } from '../clone/dkek-shares.ts';
import type { ProvableKey } from '../clone/travelling-key.ts';
import type { Device } from '../fleet/device.ts';
import type { Workstation } from '../workstation.ts';
import { bringShares, type ShareToBring } from './bring-shares.ts';
import type { ChosenKey } from './chosen-files.ts';
import { assertClosedOnDevice, assertNothingThere, erasingAfter, giveShares, restoreAndProve } from './drill-on-device.ts';
import type { DrillRun } from './drill-run.ts';
import { assertClosedInMemory, compareValue, openFile } from './open-in-memory.ts';
import { DrillDevice } from './spare.ts';

export interface DrillWork {
  readonly run: DrillRun;
  readonly keys: readonly ChosenKey[];
  readonly shares: readonly ShareToBring[];
  /** What is on record, to compare with. */
  readonly registered: readonly RegisteredKey[];
  /** Aborted when the person stops the drill. */
  readonly stop: AbortSignal;
  /** Hears of each key that was brought back and proven. */
  readonly proven: (key: ProvableKey) => void;
}

/** What differs between a device and memory. */
interface Place {
  readonly about: string;
  readonly closed: (key: ChosenKey['key']) => Promise<Mark>;
  readonly afterClosed: () => Promise<void>;
  readonly takeShares: (shares: DkekShares) => Promise<void>;
  /** A real operation; without a device there is none, so that no private key goes through arithmetic that cannot be wiped. */
  readonly use?: (key: ProvableKey, shares: DkekShares) => Promise<Mark>;
}

/** Without any device: MAC, check values and operations in this computer's memory. */
export function drillInMemory(workstation: Workstation, work: DrillWork): Promise<void> {
  return drill(workstation, work, {
    about: t('Restore drill in memory'),
    closed: async (key) => assertClosedInMemory(key),
    afterClosed: async () => undefined,
    takeShares: async (shares) => work.run.step('kcv', judgeKcv(shares, work)),
  });
}

/** On a device that is `taken` for it: erased before, and erased after. */
export async function drillOnDevice(
  workstation: Workstation,
  work: DrillWork,
  device: Device,
  take: (drilled: DrillDevice) => Promise<void>,
): Promise<void> {
  const { run } = work;
  const drilled = new DrillDevice(device);
  try {
    await erasingAfter(device, drilled, run, async () => {
      run.step('prepared', { state: 'working', word: t('erasing') });
      await take(drilled);
      run.step('prepared', {
        state: 'good',
        word: t('empty'),
        detail: t('It holds no key and waits for {n, plural, one {# DKEK share} other {# DKEK shares}}.', { n: work.shares.length }),
      });
      await drill(workstation, work, {
        about: device.title,
        closed: async (key) => {
          assertClosedInMemory(key);
          return assertClosedOnDevice(device.session, key);
        },
        afterClosed: () => assertNothingThere(device),
        takeShares: (shares) => giveShares(device, shares, run),
        use: (key, shares) => restoreAndProve(device, key, shares.withDkek),
      });
    });
  } finally {
    drilled.wipe();
  }
}

async function drill(workstation: Workstation, work: DrillWork, place: Place): Promise<void> {
  const { run, keys } = work;
  await controlNegatively(work, place);
  run.step('shares', { state: 'working', word: t('asked for') });
  const { about } = place;
  const brought = (share: DrilledShare) => {
    run.share(share);
    assertNotStopped(work);
  };
  const { kcv } = run.snapshot;
  const shares = await bringShares(workstation, { about, shares: work.shares, expected: kcv, brought });
  try {
    run.step('shares', {
      state: 'good',
      word: t('{n, plural, other {# brought}}', { n: work.shares.length }),
      detail: work.shares.length === 1 ? t('The DKEK share was opened.') : t('All DKEK shares were opened, each a different one.'),
    });
    run.step('kcv', { state: 'working', word: t('comparing') });
    await place.takeShares(shares);
    run.step('keys', { state: 'working', word: t('restoring') });
    for (const [at, { key }] of keys.entries()) {
      assertNotStopped(work);
      await bringBack(work, place, shares, at, key);
    }
    run.step('keys', judgeKeys(run));
  } finally {
    shares.wipe();
  }
}

/** Before the shares are in, nothing may open. */
async function controlNegatively({ run, keys, stop }: DrillWork, place: Place): Promise<void> {
  run.step('closed', { state: 'working', word: t('trying') });
  for (const [at, { key }] of keys.entries()) {
    assertNotStopped({ stop });
    run.key(at, 'closed', { state: 'working', word: t('trying') });
    run.key(at, 'closed', await place.closed(key));
  }
  await place.afterClosed();
  run.step('closed', { state: 'good', word: t('all closed'), detail: t('Before the shares were brought, no file opened.') });
}

async function bringBack(
  { run, registered, proven }: DrillWork,
  place: Place,
  shares: DkekShares,
  at: number,
  key: ChosenKey['key'],
): Promise<void> {
  run.key(at, 'opened', { state: 'working', word: t('opening') });
  const { mark, provable } = await openFile(key, shares.withDkek);
  run.key(at, 'opened', mark);
  if (!provable) return;
  run.check(at, provable.check);
  const value = compareValue(provable, registered);
  run.key(at, 'value', value);
  if (place.use) {
    run.key(at, 'works', { state: 'working', word: t('restoring') });
    run.key(at, 'works', await place.use(provable, shares));
  }
  if (isBack(run.snapshot.keys[at])) proven(provable);
}

function judgeKeys(run: DrillRun): Mark {
  const { keys } = run.snapshot;
  const back = keys.filter(isBack).length;
  if (back === keys.length)
    return { state: 'good', word: t('{n, plural, other {# brought back}}', { n: back }), detail: t('Every key was opened and proven.') };
  return { state: 'bad', word: t('{count} of {all}', { count: back, all: keys.length }), detail: t('What each key says stands below.') };
}

const isBack = (key: DrilledKey | undefined): boolean =>
  key?.opened.state === 'good' && key.value.state !== 'bad' && key.works?.state !== 'bad';

function judgeKcv(shares: DkekShares, { run }: DrillWork): Mark {
  const { kcv } = run.snapshot;
  if (kcv === unknownKcv)
    return {
      state: 'unknown',
      word: t('not told'),
      detail: t('The files name no check value. The shares make the DKEK {kcv}.', { kcv: shares.kcv }),
    };
  return { state: 'good', word: t('same'), detail: t('The shares make the DKEK {kcv}, that of the files.', { kcv }) };
}

function assertNotStopped({ stop }: Pick<DrillWork, 'stop'>): void {
  if (stop.aborted) refuse('drill-stopped');
}
