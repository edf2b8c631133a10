import { equal } from '../../../shared/bytes.ts';
import { Refusal, refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { KeySnapshot } from '../../../shared/models/snapshot.ts';
import { type Kcv, unknownKcv } from '../../../shared/numbers.ts';
import { fileOf } from '../../card/files.ts';
import { readObject } from '../../card/objects.ts';
import { verifyUserPin } from '../../card/pins.ts';
import type { Device } from '../fleet/device.ts';
import { removeKey } from '../keys/keys.ts';
import type { WithDkek } from './dkek-shares.ts';
import type { Preparation } from './prepare-target.ts';
import { proveKey } from './prove-key.ts';
import type { ProvableKey } from './travelling-key.ts';

/** Refusal clone-other-keys where the device holds a key that is neither of this run nor one that the person agreed to lose. */
export function assertMayErase(
  { state }: Device,
  { keys, mayLose }: { readonly keys: readonly ProvableKey[]; readonly mayLose: readonly KeySnapshot[] },
): void {
  const isAgreed = (key: KeySnapshot) =>
    mayLose.some(({ reference, id, label }) => reference === key.reference && id === key.id && label === key.label);
  const others = state.keys.filter((key) => !isAgreed(key) && !keys.some((ours) => isSameKey(key, ours)));
  if (others.length > 0) refuse('clone-other-keys', { labels: others.map(({ label, id }) => label || id).join(', ') });
}

/**
 * Whether a device that was begun before can be continued as it is: it takes the PIN of the run, has its label and its complete DKEK, and no
 * key but those of the run. Otherwise it is started again. Costs at most one try of the User PIN, never the last one. Logged in when true.
 */
export async function canContinue(device: Device, preparation: Preparation, keys: readonly ProvableKey[]): Promise<boolean> {
  const { state } = device;
  if (state.keys.some((key) => !keys.some((ours) => isSameKey(key, ours)))) return false;
  if (!state.initialized || state.label !== preparation.label || state.dkek.kind !== 'complete') return false;
  if (state.userPin.kind !== 'verified' && !(await takesPin(device, preparation))) return false;
  await device.readPins();
  await device.readDkek();
  return isSame(device, preparation.kcv);
}

function isSame({ state: { dkek } }: Device, kcv: Kcv): boolean {
  return dkek.kind === 'complete' && (dkek.kcv === kcv || dkek.kcv === unknownKcv);
}

async function takesPin(device: Device, { pins }: Preparation): Promise<boolean> {
  const { userPin } = device.state;
  if (userPin.kind !== 'not-verified' || userPin.triesLeft < 2) return false;
  try {
    await verifyUserPin(device.session, pins.userPin);
    return true;
  } catch (error) {
    if (error instanceof Refusal && error.failure.code === 'pin-wrong') return false;
    throw error;
  }
}

/** A key without description in a place of ours may be one that was cut off; `isWhole` looks at it more closely. */
function isSameKey(there: KeySnapshot, { reference, label, id }: ProvableKey): boolean {
  return there.reference === reference && (!there.described || (there.label === label && there.id === id));
}

/**
 * Whether the place holds this key whole, byte for byte; what is half there is removed. The key itself is still to be proven. Refusal
 * clone-other-keys where a key without description lies there and is another one: it stays.
 */
export async function isWhole(device: Device, key: ProvableKey, objects: readonly number[], withDkek: WithDkek): Promise<boolean> {
  const parts = [fileOf('key', key.reference), fileOf('keyDescription', key.reference), fileOf('keyCertificate', key.reference)];
  const [keyFile, descriptionFile, certificateFile] = parts as [number, number, number];
  if (!objects.includes(keyFile) && !(await anyLeft(device, [descriptionFile, certificateFile], objects))) return false;
  const whole =
    objects.includes(keyFile) &&
    (await holds(device, descriptionFile, key.description)) &&
    (!key.certificate || (await holds(device, certificateFile, key.certificate)));
  if (whole) return true;
  if (objects.includes(keyFile)) await assertOurs(device, key, withDkek);
  await removeKey(device, key.reference);
  return false;
}

async function assertOurs(device: Device, key: ProvableKey, withDkek: WithDkek): Promise<void> {
  try {
    await proveKey(device.session, key, withDkek);
  } catch (error) {
    if (!(error instanceof Refusal) || device.lost) throw error;
    refuse('clone-other-keys', { labels: t('one without description in the place of "{label}"', { label: key.label }) });
  }
}

/** Some cards leave files out of their list: the certificate has to be asked for. */
async function anyLeft(device: Device, files: readonly number[], objects: readonly number[]): Promise<boolean> {
  for (const fid of files) if (objects.includes(fid) || (await readObject(device.session, fid)) !== undefined) return true;
  return false;
}

async function holds(device: Device, fid: number, bytes: Uint8Array): Promise<boolean> {
  const content = await readObject(device.session, fid);
  return content !== undefined && equal(content, bytes);
}
