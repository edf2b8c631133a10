import type { AesSize, CurveName, RsaSize } from '../../../shared/algorithms.ts';
import { equal, hex } from '../../../shared/bytes.ts';
import { refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { KeyName } from '../../../shared/models/reports.ts';
import type { FormFact } from '../../../shared/models/secret-form.ts';
import type { DeviceSnapshot, KeySnapshot } from '../../../shared/models/snapshot.ts';
import { type KeyReference, keyReference, type Serial } from '../../../shared/numbers.ts';
import { curve } from '../../crypto/curves.ts';
import type { ModuleObject } from '../../pkcs11/protocol.ts';
import { confirmSerial } from '../confirmation.ts';
import type { Device } from '../fleet/device.ts';
import { checkKeyLabel } from '../keys/keys.ts';
import { assertDkekReady, uniqueId } from '../keys/new-key.ts';
import { mayDo, uses } from '../questions/key-facts.ts';
import type { Workstation } from '../workstation.ts';
import { look, showBeside } from './look-through-module.ts';
import { type Visit, withUserPin } from './module-login.ts';
import { proveThroughModule } from './module-proof.ts';
import type { ModuleWork } from './modules.ts';

export interface ModuleKey {
  readonly serial: Serial;
  readonly label: string;
  readonly type:
    | { readonly kind: 'RSA'; readonly size: RsaSize }
    | { readonly kind: 'EC'; readonly curve: CurveName }
    /** `algorithms` and `uses` are CardContact's own: what the key may do, and how often. */
    | {
        readonly kind: 'AES';
        readonly size: AesSize;
        readonly algorithms?: readonly number[] | undefined;
        readonly uses?: number | undefined;
      };
}

/**
 * Generates a key as an application does, through the module; proves it there with a real operation, and finds it on the
 * card afterwards. Refusals as for a key made without the module, and whatever a module can do.
 */
export async function generateThroughModule(workstation: Workstation, wanted: ModuleKey): Promise<KeyName> {
  const activity = t('Generate Key through Module');
  const { serial, label, type } = wanted;
  const { id, before } = await workstation.fleet.run(serial, activity, async (device) => {
    if (!device.state.initialized) refuse('not-initialized');
    assertDkekReady(device.state);
    checkKeyLabel(device, label);
    const { keys } = device.state;
    return { id: uniqueId(keys, unusedReference(keys)), before: keys };
  });
  const purpose = t('The module makes the key "{label}" on the device.', { label });
  const make: ModuleWork<void> = async (session, _slot, { device }) => {
    device.whenInterrupted((now) => whatWasMade(device, { wanted, id, before }, now));
    const key = { label, id };
    if (type.kind === 'RSA') await session.generateRsa({ ...key, bits: type.size, usage: ['sign', 'encrypt'] });
    else if (type.kind === 'EC') await session.generateEc({ ...key, curve: type.curve, usage: ['sign'] });
    else await session.generateAes({ ...key, bits: type.size, usage: ['encrypt'], ...ownOfCardContact(type) });
    if (mayBeTried(type)) await proveThroughModule(session, id);
  };
  await withUserPin(workstation, { serial, activity, purpose, facts: factsOf(wanted) }, async (visit) => {
    await visit(make, { readWrite: true });
    await lookAgain(workstation, serial, visit);
  });
  return workstation.fleet.run(serial, activity, async ({ state }) => {
    const made = keyWith(state, id) ?? refuse('read-back-differs', { subject: t('the list of keys') });
    return { serial, reference: made.reference, label: made.label };
  });
}

function factsOf({ label, type }: ModuleKey): readonly FormFact[] {
  const name = type.kind === 'EC' ? `EC ${type.curve}` : `${type.kind}-${type.size}`;
  const limits = type.kind === 'AES' ? [...(type.algorithms ? [mayDo(type.algorithms)] : []), uses(type.uses)] : [];
  return [{ term: t('Label'), value: label }, { term: t('Type'), value: name }, ...limits];
}

/** A module makes the key first and describes it afterwards, where it likes: what is new without a description is what it had made. */
function whatWasMade(
  device: Device,
  { wanted: { label, type }, id, before }: { readonly wanted: ModuleKey; readonly id: Uint8Array; readonly before: readonly KeySnapshot[] },
  now: DeviceSnapshot,
): string {
  const made = now.keys.find(({ reference }) => !before.some((key) => key.reference === reference));
  if (!made) return t('the key "{label}" is not on the device. Generate it again.', { label });
  if (made.described)
    return t(
      'the key "{label}" is on the device, perhaps without its public key. Choose Test Key; if that cannot tell, delete it and generate it again.',
      { label: made.label },
    );
  const sizeBits = type.kind === 'EC' ? curve(type.curve).bits : type.size;
  device.remembered.descriptions.set(made.reference, { kind: type.kind, label, id, sizeBits });
  return t('the key "{label}" is on the device but has no description. Choose Rename Key… to repair it, or delete it.', { label });
}

/** A row of what the module shows: the objects with this ID, and this label where several keys have it. */
export interface ModuleObjects {
  readonly serial: Serial;
  /** Hex. */
  readonly id: string;
  readonly label: string;
  readonly confirmation: string;
}

/**
 * Deletes a key or certificate as an application does, through the module, after the person typed the end of the serial;
 * looks on the card that a key is gone. Refusal confirmation-differs, no-such-key, read-back-differs.
 */
export async function deleteThroughModule(workstation: Workstation, { serial, id, label, confirmation }: ModuleObjects): Promise<void> {
  const activity = t('Delete through Module');
  const bytes = hex.decode(id);
  const before = await workstation.fleet.run(serial, activity, async (device) => {
    confirmSerial(device, confirmation);
    return device.state.keys;
  });
  const purpose = t('The module deletes "{label}" from the device, for good.', { label });
  const remove: ModuleWork<void> = async (session, _slot, { device }) => {
    const doomed = withOneKey(await session.objects({ id: bytes }), label);
    if (doomed.length === 0) refuse('no-such-key');
    device.whenInterrupted((now) => {
      rememberLeftovers(device, before, now);
      return keyWith(now, bytes) ? `"${label}" is still on the device. Delete it again.` : `"${label}" is gone.`;
    });
    // The key first, so that what a pulled card leaves behind is worthless. Some modules take the rest with it.
    for (const { handle } of doomed) if (await isThere(handle)) await session.destroy(handle);
    async function isThere(handle: number) {
      return (await session.objects({ id: bytes })).some((object) => object.handle === handle);
    }
  };
  const facts = [
    { term: t('Label'), value: label },
    { term: 'ID', value: id, code: true },
  ];
  await withUserPin(workstation, { serial, activity, purpose, facts }, async (visit) => {
    await visit(remove, { readWrite: true });
    await lookAgain(workstation, serial, visit);
  });
  await workstation.fleet.run(serial, activity, async (device) => {
    rememberLeftovers(device, before, device.state);
    const isKey = before.some((key) => equal(hex.decode(key.id), bytes) && key.label === label);
    if (isKey && device.state.keys.some((key) => equal(hex.decode(key.id), bytes) && key.label === label))
      refuse('read-back-differs', { subject: t('the list of keys') });
    await device.readFreeMemory();
  });
}

/** What the person sees next must be what is there now; that the module could not be looked through again changes nothing of what was done. */
async function lookAgain(workstation: Workstation, serial: Serial, visit: Visit): Promise<void> {
  try {
    await showBeside(workstation, serial, await visit(look), true);
  } catch {
    // The view says "not looked at".
  }
}

const ranks: readonly ModuleObject['class'][] = ['private-key', 'secret-key', 'public-key', 'certificate'];

/** Keys before what belongs to them; where two keys have one ID, the one with this label and nothing else. */
function withOneKey(objects: readonly ModuleObject[], label: string): ModuleObject[] {
  const keys = objects.filter(({ class: kind }) => kind === 'private-key' || kind === 'secret-key');
  const chosen = keys.length > 1 ? keys.filter((key) => key.label === label) : objects;
  return [...chosen].sort((a, b) => ranks.indexOf(a.class) - ranks.indexOf(b.class));
}

/** What a module leaves of a key that it deleted is removed at the next login. */
function rememberLeftovers(device: Device, before: readonly KeySnapshot[], now: DeviceSnapshot): void {
  for (const { reference } of before) if (!now.keys.some((key) => key.reference === reference)) device.remembered.leftovers.add(reference);
}

const keyWith = (device: DeviceSnapshot, id: Uint8Array): KeySnapshot | undefined =>
  device.keys.find((key) => equal(hex.decode(key.id), id));

/** A test takes one of the uses of a key that has a counter, and needs both directions of a key with a list. */
function mayBeTried(type: ModuleKey['type']): boolean {
  if (type.kind !== 'AES') return true;
  const { algorithms, uses } = type;
  return uses === undefined && (!algorithms || (algorithms.includes(0x10) && algorithms.includes(0x11)));
}

function unusedReference(keys: readonly KeySnapshot[]): KeyReference {
  for (let number = 1; number <= 255; number++) if (!keys.some(({ reference }) => reference === number)) return keyReference(number);
  return refuse('no-free-key-reference');
}

function ownOfCardContact({ algorithms, uses }: Extract<ModuleKey['type'], { kind: 'AES' }>) {
  if (!algorithms && uses === undefined) return {};
  return { cardContact: { ...(algorithms ? { algorithms: Uint8Array.from(algorithms) } : {}), ...(uses === undefined ? {} : { uses }) } };
}
