import { type Failure, Refusal, refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { Mark } from '../../../shared/models/clone.ts';
import type { CardSession } from '../../card/session.ts';
import { unwrapIntoVacant } from '../../card/wrap.ts';
import type { DkekShares, WithDkek } from '../clone/dkek-shares.ts';
import type { Expectation } from '../clone/expectation.ts';
import { assertSameDkek, importShares } from '../clone/prepare-target.ts';
import { proveKey } from '../clone/prove-key.ts';
import { clearPlace, restoreKey } from '../clone/restore-key.ts';
import type { ProvableKey, TravellingKey } from '../clone/travelling-key.ts';
import type { Device } from '../fleet/device.ts';
import { asRefusal } from '../fleet/wire-failure.ts';
import type { DrillRun } from './drill-run.ts';
import type { DrillDevice } from './spare.ts';

/** Negative control on a device that waits for its shares: it must refuse the key. Refusal drill-opened-without-shares. */
export async function assertClosedOnDevice(session: CardSession, key: TravellingKey): Promise<Mark> {
  try {
    await unwrapIntoVacant(session, key.reference, key.blob);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return {
      state: 'good',
      word: t('stays closed'),
      detail: t('Without the shares the device refused it: {what}', { what: error.failure.what }),
    };
  }
  return refuse('drill-opened-without-shares', { label: key.label, where: t('by a device without its DKEK') });
}

/** Afterwards no key may be there, whatever the device answered. */
export async function assertNothingThere(device: Device): Promise<void> {
  await device.readKeys([]);
  const [key] = device.state.keys;
  if (key)
    refuse('drill-opened-without-shares', { label: key.label || t('key {id}', { id: key.id }), where: t('by a device without its DKEK') });
}

/** Gives the device the shares and compares its DKEK. Refusal kcv-differs, read-back-differs. */
export async function giveShares(device: Device, shares: DkekShares, run: DrillRun): Promise<void> {
  const report = (step: string, mark: Mark) => {
    if (step === 'kcv') run.step('kcv', mark);
  };
  await importShares(device, { shares, report });
  const { kcv } = run.snapshot;
  assertSameDkek(device, { kcv: shares.kcv, report });
  const { dkek } = device.state;
  if (dkek.kind === 'complete' && dkek.kcv === kcv)
    run.step('kcv', {
      state: 'good',
      word: t('same'),
      detail: t('The device computed the key check value {kcv}, that of the files.', { kcv }),
    });
}

/** Puts one key onto the device and lets it do a real operation. A key that the device refuses does not stop the others. */
export async function restoreAndProve(device: Device, key: ProvableKey, withDkek: WithDkek): Promise<Mark> {
  try {
    await restoreKey(device, key);
    try {
      await proveKey(device.session, key, withDkek);
      return { state: 'good', word: t('works'), detail: did[key.expectation.kind] };
    } catch (error) {
      await clearPlace(device, key, error);
      throw error;
    }
  } catch (error) {
    if (!(error instanceof Refusal) || device.lost || device.detached) throw error;
    return { state: 'bad', word: t('failed'), detail: `${error.failure.what} ${error.failure.next}` };
  }
}

const did: Readonly<Record<Expectation['kind'], string>> = {
  signature: t('On the device it signed a random message, verified with the public key of the file.'),
  decipher: t('On the device it decrypted what was encrypted with the public key of the file.'),
  agree: t('On the device it agreed on a secret that fits the public key of the file.'),
  encrypt: t('On the device it encrypted a random block to the value that the key in the file gives.'),
  cmac: t('On the device it computed the CMAC that the key in the file gives.'),
  wrapped: t('The device exported it again: both wrapped forms hold the same key.'),
};

/** Runs `work`, which takes a device for the drill, and erases the device whatever happened, unless it was never touched or is gone. Refusal drill-not-erased. */
export async function erasingAfter<T>(device: Device, drilled: DrillDevice, run: DrillRun, work: () => Promise<T>): Promise<T> {
  let result: T;
  try {
    result = await work();
  } catch (error) {
    if (!drilled.isTouched) throw error;
    if (!device.lost && !device.detached) await erase(device, drilled, run);
    else run.step('erased', { state: 'bad', word: t('not erased'), detail: t('It is gone. When it is back, its note says what to do.') });
    throw error;
  }
  const problem = await erase(device, drilled, run);
  if (problem) refuse('drill-not-erased', { device: device.title, detail: problem.what });
  return result;
}

/** What went wrong, if anything did. */
async function erase(device: Device, drilled: DrillDevice, run: DrillRun): Promise<Failure | undefined> {
  run.step('erased', { state: 'working', word: t('erasing') });
  try {
    run.step('erased', await drilled.erase());
    return undefined;
  } catch (error) {
    const { failure } = asRefusal(error, { reader: device.reader, during: t('erase the spare') });
    run.step('erased', {
      state: 'bad',
      word: t('not erased'),
      detail: t('{what} It may hold keys of the drill. Choose Initialize Device… for it in the Key Manager.', { what: failure.what }),
    });
    if (device.lost || device.detached) throw error;
    return failure;
  }
}
