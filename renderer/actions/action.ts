import { t } from '../../shared/language/text.ts';
import type { DeviceSnapshot, KeyDomainState, KeySnapshot, ReaderSnapshot } from '../../shared/models/snapshot.ts';
import type { StoredObject } from '../../shared/models/stored-object.ts';
import { type DkekPlace, dkekPlace, notReady, placeIn } from '../key-manager/dkek-place.ts';
import type { ModuleNode, NodeKind, TreeNode } from '../key-manager/tree-nodes.ts';
import type { Room } from '../store.ts';

/** One intention of a person. The panel's buttons, the context menu and the keyboard draw the same objects. */
export interface Action {
  readonly id: string;
  readonly label: string;
  readonly danger?: boolean;
  /** Whether it is listed at this node. */
  appliesTo(node: TreeNode): boolean;
  /** Why it cannot run now, in words for the person; undefined when it can. */
  hindrance(node: TreeNode): string | undefined;
  perform(node: TreeNode, room: Room): void | Promise<void>;
}

interface Spec {
  readonly id: string;
  readonly label: string;
  readonly danger?: boolean;
}

/** An action on a device. It is listed at `nodes`, and can run from every node of that device; `place` is the DKEK it is about. */
export function deviceAction(
  spec: Spec & {
    readonly nodes: readonly NodeKind[];
    hindrance?(device: DeviceSnapshot, place: DkekPlace): string | undefined;
    perform(device: DeviceSnapshot, room: Room, place: DkekPlace): void | Promise<void>;
  },
): Action {
  return {
    ...named(spec),
    appliesTo: (node) => spec.nodes.includes(node.kind),
    hindrance: (node) =>
      node.kind === 'reader' ? t('There is no device in this reader.') : spec.hindrance?.(node.device, dkekPlace(node)),
    perform: (node, room) => (node.kind === 'reader' ? undefined : spec.perform(node.device, room, dkekPlace(node))),
  };
}

export function keyAction(
  spec: Spec & {
    hindrance?(key: KeySnapshot, device: DeviceSnapshot): string | undefined;
    perform(key: KeySnapshot, device: DeviceSnapshot, room: Room): void | Promise<void>;
  },
): Action {
  return {
    ...named(spec),
    appliesTo: (node) => node.kind === 'key',
    hindrance: (node) => (node.kind === 'key' ? spec.hindrance?.(node.key, node.device) : t('Choose a key first.')),
    perform: (node, room) => (node.kind === 'key' ? spec.perform(node.key, node.device, room) : undefined),
  };
}

/** An action on a key of two halves, RSA or EC. */
export function pairAction(spec: Parameters<typeof keyAction>[0] & { appliesTo?(key: KeySnapshot): boolean }): Action {
  const applies = (key: KeySnapshot) => key.type.kind !== 'AES' && (spec.appliesTo?.(key) ?? true);
  return { ...keyAction(spec), appliesTo: (node) => node.kind === 'key' && applies(node.key) };
}

/** An action on one key domain. */
export function domainAction(
  spec: Spec & {
    hindrance?(domain: KeyDomainState, device: DeviceSnapshot): string | undefined;
    perform(domain: KeyDomainState, device: DeviceSnapshot, room: Room): void | Promise<void>;
  },
): Action {
  return {
    ...named(spec),
    appliesTo: (node) => node.kind === 'domain',
    hindrance: (node) => (node.kind === 'domain' ? spec.hindrance?.(node.domain, node.device) : t('Choose a key domain first.')),
    perform: (node, room) => (node.kind === 'domain' ? spec.perform(node.domain, node.device, room) : undefined),
  };
}

/** An action on a certificate without a key, or on data. */
export function objectAction(
  spec: Spec & {
    hindrance?(object: StoredObject, device: DeviceSnapshot): string | undefined;
    perform(object: StoredObject, device: DeviceSnapshot, room: Room): void | Promise<void>;
  },
): Action {
  return {
    ...named(spec),
    appliesTo: (node) => node.kind === 'object',
    hindrance: (node) => (node.kind === 'object' ? spec.hindrance?.(node.object, node.device) : t('Choose a certificate or data first.')),
    perform: (node, room) => (node.kind === 'object' ? spec.perform(node.object, node.device, room) : undefined),
  };
}

export function readerAction(
  spec: Spec & {
    appliesTo(reader: ReaderSnapshot): boolean;
    perform(reader: ReaderSnapshot, room: Room): void | Promise<void>;
  },
): Action {
  return {
    ...named(spec),
    appliesTo: (node) => node.kind === 'reader' && spec.appliesTo(node.reader),
    hindrance: () => undefined,
    perform: (node, room) => spec.perform(node.reader, room),
  };
}

function named({ id, label, danger }: Spec): Spec {
  return { id, label, ...(danger ? { danger } : {}) };
}

/** An action at the node of the PKCS#11 module. */
export function moduleAction(
  spec: Spec & {
    hindrance?(node: ModuleNode): string | undefined;
    perform(device: DeviceSnapshot, room: Room): void | Promise<void>;
  },
): Action {
  return {
    ...named(spec),
    appliesTo: (node) => node.kind === 'pkcs11',
    hindrance: (node) => (node.kind === 'pkcs11' ? spec.hindrance?.(node) : t('Choose PKCS#11 in the tree first.')),
    perform: (node, room) => (node.kind === 'pkcs11' ? spec.perform(node.device, room) : undefined),
  };
}

/** Why the module cannot be used on this device now. */
export function noModule({ module, device, reader }: ModuleNode): string | undefined {
  if (reader.simulated) return t('A module cannot see the simulated readers of this window.');
  if (!module || module.trouble) return t('Choose a PKCS#11 module first.');
  return notInitialized(device);
}

/** The same, and nobody has looked yet: what the module can do is not known. */
export function notLookedAt(node: ModuleNode): string | undefined {
  return noModule(node) ?? (node.device.applicationView ? undefined : t('Look through the module first.'));
}

/** The hindrances that several actions share. */
export function notInitialized(device: DeviceSnapshot): string | undefined {
  return device.initialized ? undefined : t('This device has not been initialized.');
}

/** Registered public keys that must authenticate before anything else. */
export function keysMissing({ userPin, pka }: DeviceSnapshot): string | undefined {
  if (userPin.kind !== 'keys-first') return undefined;
  const missing = pka ? pka.required - pka.authenticated : 1;
  return t('{missing, plural, one {# more custodian’s device} other {# more custodians’ devices}} must authenticate first.', { missing });
}

/** Public keys stand in place of the User PIN. */
export function withoutUserPin({ pka }: DeviceSnapshot): string | undefined {
  return pka && !pka.withPin ? t('This device has no User PIN: public keys stand in its place.') : undefined;
}

export function notLoggedIn(device: DeviceSnapshot): string | undefined {
  return (
    notInitialized(device) ?? keysMissing(device) ?? (device.userPin.kind === 'verified' ? undefined : t('Login with User PIN first.'))
  );
}

export function sharesMissing(device: DeviceSnapshot, place: DkekPlace = placeIn(device)): string | undefined {
  return notReady(place);
}

export function noDkek(device: DeviceSnapshot, place: DkekPlace = placeIn(device)): string | undefined {
  return place.dkek.kind === 'none' ? t('This device has no DKEK; keys can neither leave it nor come in.') : undefined;
}
