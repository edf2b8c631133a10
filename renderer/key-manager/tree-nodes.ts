import type { DeviceSnapshot, KeySnapshot, ReaderSnapshot } from '../../shared/models/snapshot.ts';

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
  readonly kind: 'device' | 'user-pin' | 'so-pin' | 'pka' | 'dkek' | 'certificate';
  readonly device: DeviceSnapshot;
}
export interface KeyNode extends Place {
  readonly kind: 'key';
  readonly device: DeviceSnapshot;
  readonly key: KeySnapshot;
}
export type TreeNode = ReaderNode | DeviceNode | KeyNode;
export type NodeKind = TreeNode['kind'];

export const deviceNodeId = (serial: string) => `device:${serial}`;
export const dkekNodeId = (serial: string) => `dkek:${serial}`;
export const keyNodeId = (serial: string, reference: number) => `key:${serial}:${reference}`;

export function treeNodes(readers: readonly ReaderSnapshot[]): readonly TreeNode[] {
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
    return device ? [top, ...deviceNodes(reader, device, id)] : [top];
  });
}

function deviceNodes(reader: ReaderSnapshot, device: DeviceSnapshot, parent: string): TreeNode[] {
  const { serial, keys, pka } = device;
  const root = deviceNodeId(serial);
  const kinds: readonly DeviceNode['kind'][] = ['user-pin', 'so-pin', ...(pka ? (['pka'] as const) : []), 'dkek', 'certificate'];
  const part = (kind: DeviceNode['kind'], isBranch = false): DeviceNode => ({
    id: `${kind}:${serial}`,
    kind,
    parent: root,
    level: 3,
    position: kinds.indexOf(kind) + 1,
    siblings: kinds.length,
    isBranch,
    reader,
    device,
  });
  return [
    { id: root, kind: 'device', parent, level: 2, position: 1, siblings: 1, isBranch: true, reader, device },
    part('user-pin'),
    part('so-pin'),
    ...(pka ? [part('pka')] : []),
    part('dkek', keys.length > 0),
    ...keys.map(
      (key, index): KeyNode => ({
        id: keyNodeId(serial, key.reference),
        kind: 'key',
        parent: dkekNodeId(serial),
        level: 4,
        position: index + 1,
        siblings: keys.length,
        isBranch: false,
        reader,
        device,
        key,
      }),
    ),
    part('certificate'),
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
    (kind === 'key' && serial ? byId(dkekNodeId(serial)) : undefined) ??
    nodes.find((node) => node.kind === 'device') ??
    nodes[0]
  );
}
