import { refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { Mark } from '../../../shared/models/clone.ts';
import { type Kcv, unknownKcv } from '../../../shared/numbers.ts';
import { importDkekShare } from '../../card/dkek.ts';
import { initializeDevice } from '../../card/initialize.ts';
import { verifyUserPin } from '../../card/pins.ts';
import type { Device } from '../fleet/device.ts';
import type { DkekShares } from './dkek-shares.ts';
import type { TargetPins } from './target-pins.ts';

export type PreparationStep = 'initialized' | 'shares' | 'kcv';

export interface Preparation {
  readonly label: string;
  readonly retries: number;
  readonly resetWithSoPin: boolean;
  readonly pins: TargetPins;
  readonly shares: DkekShares;
  /** Check value of the DKEK that the keys are wrapped under. */
  readonly kcv: Kcv;
  readonly report: (step: PreparationStep, mark: Mark) => void;
}

/**
 * Erases a device and makes it ready for keys: initialized, logged in with its new PIN, all shares imported, its DKEK compared. The caller has
 * asked whether it may be erased. Refusal pin-wrong (SO-PIN), so-pin-blocked, read-back-differs, kcv-differs.
 */
export async function prepareTarget(device: Device, preparation: Preparation): Promise<void> {
  const { report } = preparation;
  report('initialized', { state: 'working', word: t('erasing') });
  await eraseTarget(device, { ...preparation, count: preparation.shares.shares.length });
  report('initialized', {
    state: 'good',
    word: t('done'),
    detail: t('It is named "{label}" and was empty when it was read back.', { label: preparation.label }),
  });
  await importShares(device, preparation);
  assertSameDkek(device, preparation);
}

export interface Erasure extends Pick<Preparation, 'label' | 'retries' | 'resetWithSoPin' | 'pins'> {
  /** How many DKEK shares it shall wait for. */
  readonly count: number;
}

/** Initializes a device for so many shares, logs in with its new PIN and reads it back. Refusal pin-wrong (SO-PIN), so-pin-blocked, read-back-differs. */
export async function eraseTarget(device: Device, { label, retries, resetWithSoPin, pins, count }: Erasure): Promise<void> {
  const { soPin, userPin } = pins;
  await initializeDevice(device.session, { label, soPin, userPin, retries, resetWithSoPin, scheme: { kind: 'shares', count } });
  device.remembered.forget();
  await device.reselect();
  await verifyUserPin(device.session, userPin);
  await device.readAll();
  const { state } = device;
  const awaits = state.dkek.kind === 'incomplete' && state.dkek.shares === count && state.dkek.imported === 0;
  if (!awaits || state.label !== label || state.keys.length > 0 || state.userPin.kind !== 'verified')
    refuse('read-back-differs', { subject: t('the initialization') });
}

/** Refusal read-back-differs, dkek-complete. */
export async function importShares(device: Device, { shares, report }: Pick<Preparation, 'shares' | 'report'>): Promise<void> {
  const total = shares.shares.length;
  for (const [index, share] of shares.shares.entries()) {
    report('shares', { state: 'working', word: t('{count} of {all}', { count: index + 1, all: total }) });
    await importDkekShare(device.session, share);
  }
  await device.readDkek();
  if (device.state.dkek.kind !== 'complete') refuse('read-back-differs', { subject: t('the state of the DKEK') });
  report('shares', {
    state: 'good',
    word: t('{n, plural, one {# share} other {# shares}}', { n: total }),
    detail: t('{n} of {n} shares are imported.', { n: total }),
  });
}

/** Refusal kcv-differs. */
export function assertSameDkek({ state: { dkek } }: Device, { kcv, report }: Pick<Preparation, 'kcv' | 'report'>): void {
  const told = dkek.kind === 'complete' ? dkek.kcv : unknownKcv;
  if (told !== unknownKcv && told !== kcv) refuse('kcv-differs', { expected: kcv, got: told });
  report('kcv', markOfKcv(told, kcv));
}

/** Zeros mean that the device does not tell: then it proves its DKEK by taking the first key. */
export function markOfKcv(told: Kcv, expected: Kcv): Mark {
  if (told === unknownKcv)
    return {
      state: 'unknown',
      word: t('not told'),
      detail: t('The device does not tell its key check value; the keys it takes prove it.'),
    };
  return told === expected
    ? { state: 'good', word: t('same'), detail: t('Its DKEK has the key check value {kcv}, that of the source.', { kcv: told }) }
    : { state: 'bad', word: t('differs'), detail: t('Its DKEK is {told}, that of the source {expected}.', { told, expected }) };
}
