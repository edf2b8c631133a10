import { equal, hex } from '../../../shared/bytes.ts';
import { Refusal, refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { KeyName, TestCheck } from '../../../shared/models/reports.ts';
import type { DeviceSnapshot, KeySnapshot } from '../../../shared/models/snapshot.ts';
import { type KeyReference, keyId } from '../../../shared/numbers.ts';
import type { PublicKey } from '../../card/public-keys.ts';
import { freeReference } from '../../card/references.ts';
import type { KeyDescription } from '../../codec/pkcs15.ts';
import { hostRandom } from '../../crypto/random.ts';
import type { Device } from '../fleet/device.ts';
import { idFromReference } from '../fleet/read-key.ts';
import { isWireError } from '../fleet/wire-failure.ts';
import { exportCheck } from '../key-test/attempts.ts';
import { checkKey } from '../key-test/test-key.ts';
import { dkekOf } from '../set-up/key-domain.ts';
import { removeKey } from './keys.ts';

/** How a key comes onto the device: generated or imported. */
export interface KeyOrigin {
  readonly reference: KeyReference;
  /** What the key is to be called; kept for the repair of a key that was left without. undefined: only the card can tell. */
  readonly description: KeyDescription | undefined;
  /** Capabilities that were asked for, where any were: what the card tells of them must be the same. */
  readonly capabilities?: readonly number[];
  /** The public key that it must have, where that is known; then it must also have been used and compared. */
  readonly publicKey?: PublicKey;
  /** Uses that were asked for: the key is then not tried, because that would take some of them. */
  readonly useCounter?: number;
  /** On a device with key domains: where the key goes. */
  readonly keyDomain?: number;
  /** What to do when the pulled card came back without the key, and with a key that has no description. */
  readonly again: string;
  readonly repair: string;
  /** Makes the key and writes its files, the description last: a key with a description is complete. */
  readonly make: () => Promise<void>;
}

export interface EstablishedKey {
  readonly key: KeyName;
  /** The operations that proved it. */
  readonly checks: readonly TestCheck[];
}

/** Refusal dkek-incomplete while shares are missing; domain-not-set-up. A classic device without DKEK is ready: its keys stay on it. */
export function assertDkekReady(state: DeviceSnapshot, domain = 0): void {
  const dkek = dkekOf(state, domain);
  if (dkek.kind === 'none' && state.keyDomains) refuse('domain-not-set-up', { domain });
  if (dkek.kind === 'incomplete') refuse('dkek-incomplete', { missing: dkek.shares - dkek.imported, total: dkek.shares });
}

/** Looks at the device afresh and gives the lowest place where nothing of a key is. Refusal no-free-key-reference. */
export async function freePlace(device: Device): Promise<KeyReference> {
  return freeReference(await device.readKeys());
}

/** The wanted ID, or the reference, while no other key has it; else a random one. Key IDs link keys and certificates in other software. */
export function uniqueId(
  keys: readonly KeySnapshot[],
  reference: KeyReference,
  wanted: Uint8Array = hex.decode(idFromReference(reference)),
): Uint8Array {
  for (let id = wanted; ; id = hostRandom(8)) if (id.length > 0 && !keys.some((key) => equal(hex.decode(key.id), id))) return id;
}

/**
 * Puts a key in a free place, reads it back and proves it with real operations; only then is it there. A key that fails is
 * deleted again; a key that was cut off is explained when the device comes back. Refusal read-back-differs, test-failed.
 */
export async function establishKey(device: Device, origin: KeyOrigin): Promise<EstablishedKey> {
  const { reference, description, publicKey } = origin;
  let checks: TestCheck[] = [];
  if (description) device.remembered.descriptions.set(reference, description);
  device.whenInterrupted((now) => outcome(now, origin));
  try {
    await origin.make();
    const key = await device.readKey(reference);
    if (description && !isAsDescribed(key, description)) refuse('read-back-differs', { subject: t('the description of the key') });
    assertKeyDomain(device, key, origin.keyDomain);
    if (origin.useCounter === undefined) checks = await checkKey(device, reference, { asked: origin.capabilities, publicKey });
    else await device.readDetails(reference);
    assertCapabilities(device.key(reference), origin.capabilities);
    assertUses(device.key(reference), origin.useCounter);
    const failed = checks.find((check) => check.outcome === 'failed');
    const subject = t('The new key "{label}"', { label: key.label });
    if (failed) refuse('test-failed', { subject, detail: failed.detail });
    const isProven = checks.some(({ name, outcome }) => outcome === 'passed' && name !== exportCheck);
    if (publicKey && !isProven) refuse('test-failed', { subject, detail: t('the device did nothing with it that could be compared') });
  } catch (error) {
    if (!isWireError(error) && !device.lost && !device.detached) await removeQuietly(device, reference);
    throw error;
  }
  device.remembered.descriptions.delete(reference);
  await device.readFreeMemory();
  const made = device.key(reference);
  const uses = made?.details?.useCounter ?? origin.useCounter;
  return { key: { serial: device.serial, reference, label: made?.label ?? '', ...(uses === undefined ? {} : { uses }) }, checks };
}

function assertCapabilities(key: KeySnapshot | undefined, asked: readonly number[] | undefined): void {
  const told = key?.details?.capabilities;
  if (!told || !asked) return;
  const same = told.length === new Set(asked).size && asked.every((id) => told.includes(id));
  if (!same) refuse('read-back-differs', { subject: t('the list of capabilities') });
}

/** A card may count the signature under the request of a new key pair as its first use. A card that tells nothing is believed. */
function assertUses(key: KeySnapshot | undefined, asked: number | undefined): void {
  const told = key?.details?.useCounter;
  if (asked === undefined || told === undefined || told === asked || told === asked - 1) return;
  refuse('read-back-differs', { subject: t('the use counter') });
}

function assertKeyDomain({ state }: Device, { keyDomain }: KeySnapshot, asked: number | undefined): void {
  if (!state.keyDomains || asked === undefined || keyDomain === undefined || keyDomain === asked) return;
  refuse('read-back-differs', { subject: t('the key domain of the key') });
}

function isAsDescribed(key: KeySnapshot, { label, id, kind, sizeBits }: KeyDescription): boolean {
  return key.described && key.label === label && key.id === keyId(hex.encode(id)) && key.type.kind === kind && key.type.size === sizeBits;
}

function outcome(now: DeviceSnapshot, { reference, description, again, repair }: KeyOrigin): string {
  const key = now.keys.find((other) => other.reference === reference);
  const label = description?.label ?? '';
  if (!key) return `${label ? t('the key "{label}" is not on the device.', { label }) : t('the key is not on the device.')} ${again}`;
  if (key.described && (!description || isAsDescribed(key, description)))
    return label
      ? t('the key "{label}" is on the device. Choose Test Key before you rely on it.', { label })
      : t('the key is on the device. Choose Test Key before you rely on it.');
  const without = label
    ? t('the key "{label}" is on the device but has no description.', { label })
    : t('the key is on the device but has no description.');
  return `${without} ${repair}`;
}

/** The failure that led here is what people are told; what could not be removed is shown in the tree. */
async function removeQuietly(device: Device, reference: KeyReference): Promise<void> {
  try {
    await removeKey(device, reference);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}
