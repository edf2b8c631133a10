import type { ChosenModule } from '../../shared/models/module.ts';
import type { DeviceSnapshot, KeyDomainState, KeySnapshot, ReaderSnapshot } from '../../shared/models/snapshot.ts';
import type { StoredObject } from '../../shared/models/stored-object.ts';

/**
 * The tree "Devices" as a flat list in the order it is drawn. It is drawn flat, with aria-level, so that a
 * node's name and its clickable box are its own and not those of everything below it.
 */
interface Place {
  /** Made of serial and reference, never of a reader's index: a device keeps its node when it changes readers. */
  readonly id: string;
  readonly parent?: string;
  readonly level: number;
  readonly position: number;
  readonly siblings: number;
  readonly isBranch: boolean;
  readonly reader: ReaderSnapshot;
}

export interface ReaderNode extends Place {
  readonly kind: 'reader';
}
export interface DeviceNode extends Place {
  readonly kind: 'device' | 'user-pin' | 'so-pin' | 'pka' | 'dkek' | 'certificate' | 'objects';
  readonly device: DeviceSnapshot;
}
export interface KeyNode extends Place {
  readonly kind: 'key';
  readonly device: DeviceSnapshot;
  readonly key: KeySnapshot;
}
/** A key domain, in place of the one node DKEK; its keys are below it. */
export interface DomainNode extends Place {
  readonly kind: 'domain';
  readonly device: DeviceSnapshot;
  readonly domain: KeyDomainState;
}
/** A certificate without a key, or data. They are in the tree once their node has been opened. */
export interface ObjectNode extends Place {
  readonly kind: 'object';
  readonly device: DeviceSnapshot;
  readonly object: StoredObject;
}
/** The device as applications see it. */
export interface ModuleNode extends Place {
  readonly kind: 'pkcs11';
  readonly device: DeviceSnapshot;
  /** The module of this workstation; undefined while none is chosen. */
  readonly module: ChosenModule | undefined;
}
export type TreeNode = ReaderNode | DeviceNode | DomainNode | KeyNode | ObjectNode | ModuleNode;
export type NodeKind = TreeNode['kind'];

export const deviceNodeId = (serial: string) => `device:${serial}`;
export const dkekNodeId = (serial: string) => `dkek:${serial}`;
export const moduleNodeId = (serial: string) => `pkcs11:${serial}`;
export const domainNodeId = (serial: string, domain: number) => `domain:${serial}:${domain}`;
export const keyNodeId = (serial: string, reference: number) => `key:${serial}:${reference}`;

export const objectsNodeId = (serial: string) => `objects:${serial}`;
export const objectNodeId = (serial: string, file: number) => `object:${serial}:${file.toString(16).toUpperCase()}`;

export function treeNodes(readers: readonly ReaderSnapshot[], module?: ChosenModule): readonly TreeNode[] {
  return readers.flatMap((reader, index): TreeNode[] => {
    const id = `reader:${reader.name}`;
    const device = reader.card.kind === 'device' ? reader.card.device : undefined;
    const top: ReaderNode = {
      id,
      kind: 'reader',
      level: 1,
      position: index + 1,
      siblings: readers.length,
      isBranch: device !== undefined,
      reader,
    };
    return device ? [top, ...deviceNodes(reader, device, id, module)] : [top];
  });
}

function deviceNodes(reader: ReaderSnapshot, device: DeviceSnapshot, parent: string, module: ChosenModule | undefined): TreeNode[] {
  const { serial, pka } = device;
  const root = deviceNodeId(serial);
  const middle = device.keyDomains ? domainNodes(reader, device, device.keyDomains) : classicNodes(reader, device);
  const part = (kind: DeviceNode['kind']): TreeNode => ({ ...partOf(reader, device), id: `${kind}:${serial}`, kind });
  const asSeen: ModuleNode = { ...partOf(reader, device), id: moduleNodeId(serial), kind: 'pkcs11', module };
  const nodes = [
    part('user-pin'),
    part('so-pin'),
    ...(pka ? [part('pka')] : []),
    ...middle,
    part('certificate'),
    ...objectNodes(reader, device),
    asSeen,
  ];
  const parts = nodes.filter((node) => node.parent === root);
  return [
    { id: root, kind: 'device', parent, level: 2, position: 1, siblings: 1, isBranch: true, reader, device },
    ...nodes.map((node) => (node.parent === root ? { ...node, position: parts.indexOf(node) + 1, siblings: parts.length } : node)),
  ];
}

/** Of a part of a device; its place among the others is counted when all are there. */
function partOf(reader: ReaderSnapshot, device: DeviceSnapshot) {
  return { parent: deviceNodeId(device.serial), level: 3, position: 1, siblings: 1, isBranch: false, reader, device };
}

function classicNodes(reader: ReaderSnapshot, device: DeviceSnapshot): TreeNode[] {
  const id = dkekNodeId(device.serial);
  return [
    { ...partOf(reader, device), id, kind: 'dkek', isBranch: device.keys.length > 0 },
    ...keyNodes(reader, device, device.keys, id, 4),
  ];
}

/** The key domains with their keys, then the keys of which the device does not tell where they are. */
function domainNodes(reader: ReaderSnapshot, device: DeviceSnapshot, domains: readonly KeyDomainState[]): TreeNode[] {
  const isIn = (domain: number) => device.keys.filter(({ keyDomain }) => keyDomain === domain);
  const nodes = domains.flatMap((domain): TreeNode[] => {
    const id = domainNodeId(device.serial, domain.number);
    const keys = isIn(domain.number);
    return [{ ...partOf(reader, device), id, kind: 'domain', isBranch: keys.length > 0, domain }, ...keyNodes(reader, device, keys, id, 4)];
  });
  const elsewhere = device.keys.filter(({ keyDomain }) => domains.every(({ number }) => number !== keyDomain));
  return [...nodes, ...keyNodes(reader, device, elsewhere, deviceNodeId(device.serial), 3)];
}

function keyNodes(reader: ReaderSnapshot, device: DeviceSnapshot, keys: readonly KeySnapshot[], parent: string, level: number): KeyNode[] {
  return keys.map((key, index) => ({
    ...{ id: keyNodeId(device.serial, key.reference), kind: 'key' as const, parent, level },
    ...{ position: index + 1, siblings: keys.length, isBranch: false, reader, device, key },
  }));
}

/** The node of certificates and data, and what was read of them. */
function objectNodes(reader: ReaderSnapshot, device: DeviceSnapshot): TreeNode[] {
  const { serial, objects } = device;
  const all = objects.kind === 'read' ? objects.all : [];
  const id = objectsNodeId(serial);
  return [
    { ...partOf(reader, device), id, kind: 'objects', isBranch: all.length > 0 },
    ...all.map((object, index) => ({
      ...{ id: objectNodeId(serial, object.file), kind: 'object' as const, parent: id, level: 4 },
      ...{ position: index + 1, siblings: all.length, isBranch: false, reader, device, object },
    })),
  ];
}

/** Without the nodes below a closed one. */
export function visibleNodes(nodes: readonly TreeNode[], closed: ReadonlySet<string>): readonly TreeNode[] {
  const hidden = new Set<string>();
  return nodes.filter((node) => {
    const isHidden = node.parent !== undefined && (hidden.has(node.parent) || closed.has(node.parent));
    if (isHidden) hidden.add(node.id);
    return !isHidden;
  });
}

/** The node that takes the Tab key: a closed branch hides the selected node, then it is the branch. */
export function nearestVisible(
  nodes: readonly TreeNode[],
  visible: readonly TreeNode[],
  selected: TreeNode | undefined,
): TreeNode | undefined {
  let node = selected;
  while (node && !visible.includes(node)) node = nodes.find((candidate) => candidate.id === node?.parent);
  return node ?? visible[0];
}

/**
 * The node to show for a selection that may have gone: a deleted key gives its DKEK, a pulled device the
 * first device left, then the first reader.
 */
export function resolveSelection(nodes: readonly TreeNode[], selected: string | undefined): TreeNode | undefined {
  const byId = (id: string) => nodes.find((node) => node.id === id);
  const [kind, serial] = selected?.split(':') ?? [];
  return (
    (selected === undefined ? undefined : byId(selected)) ??
    (kind === 'key' && serial ? (byId(dkekNodeId(serial)) ?? byId(deviceNodeId(serial))) : undefined) ??
    (kind === 'object' && serial ? byId(objectsNodeId(serial)) : undefined) ??
    nodes.find((node) => node.kind === 'device') ??
    nodes[0]
  );
}
