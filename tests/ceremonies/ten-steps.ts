import { join } from 'node:path';
import type { DeviceSnapshot } from '../../shared/models/snapshot.ts';
import { devicesOf, readState, stateWhere } from '../e2e/harness.ts';
import {
  createShare,
  exportKey,
  generateAes,
  importKey,
  importShare,
  initialize,
  type Look,
  login,
  testDevice,
} from './key-manager-steps.ts';
import type { Operator } from './operator.ts';

/** Secrets of the rehearsal. A test searches for each of them afterwards in whatever the app left behind. */
export const secrets = {
  soPin: '9182736455463728',
  userPin: '73915046',
  sharePassword: 'Fjord-Lantern-Quartz-Mosaic-Bamboo-88',
} as const;

export const keyLabel = 'HSM AES Key';

export interface Ceremony {
  readonly first: DeviceSnapshot;
  readonly second: DeviceSnapshot;
  readonly shareFile: string;
  readonly wrappedFile: string;
}

/**
 * The first ceremony of the README on two devices, fresh from the factory: one DKEK share, an AES-256 key with CBC_ENC (10),
 * CBC_DEC (11), WRAP (92) on the first, the same key on the second. Files go to `folder`. Throws where a step has not its effect.
 */
export async function tenSteps(operator: Operator, folder: string, look: Look): Promise<Ceremony> {
  const { page } = operator;
  const state = await stateWhere(page, (snapshot) => devicesOf(snapshot).length >= 2);
  const [first, second] = devicesOf(state).map((device) => device.serial) as readonly string[] as [string, string];
  const shareFile = join(folder, 'dkek-share-1.pbe');
  const wrappedFile = join(folder, 'hsm-aes-key.wky');
  await look('start');

  await initialize(operator, first, 'HSM A', secrets, look);
  await createShare(operator, first, shareFile, secrets.sharePassword, look);
  await login(operator, first, secrets.userPin);
  await importShare(operator, first, shareFile, secrets.sharePassword, look);
  await generateAes(operator, first, keyLabel, look);
  await exportKey(operator, first, keyLabel, wrappedFile, look);
  await initialize(operator, second, 'HSM B', secrets);
  await login(operator, second, secrets.userPin);
  await importShare(operator, second, shareFile, secrets.sharePassword);
  await importKey(operator, second, keyLabel, wrappedFile, look);
  for (const serial of [first, second]) await testDevice(operator, serial, keyLabel, look);

  const now = devicesOf(await readState(page));
  const of = (serial: string) => now.find((device) => device.serial === serial) as DeviceSnapshot;
  return { first: of(first), second: of(second), shareFile, wrappedFile };
}
