import { nodeText } from './node-text.ts';
import type { TreeNode } from './tree-nodes.ts';

export interface TreeMove {
  readonly select?: string;
  readonly open?: string;
  readonly close?: string;
}

/**
 * What a key does in the tree, as WAI-ARIA's tree pattern has it; undefined for keys that are not the tree's.
 * `nodes` are those visible now.
 */
export function treeMove(key: string, nodes: readonly TreeNode[], current: TreeNode, closed: ReadonlySet<string>): TreeMove | undefined {
  const at = nodes.findIndex((node) => node.id === current.id);
  const to = (node: TreeNode | undefined): TreeMove => (node ? { select: node.id } : {});
  const isOpen = current.isBranch && !closed.has(current.id);
  switch (key) {
    case 'ArrowDown':
      return to(nodes[at + 1]);
    case 'ArrowUp':
      return to(nodes[at - 1]);
    case 'Home':
      return to(nodes[0]);
    case 'End':
      return to(nodes.at(-1));
    case 'ArrowRight':
      if (!current.isBranch) return {};
      return isOpen ? to(nodes[at + 1]) : { open: current.id };
    case 'ArrowLeft':
      if (isOpen) return { close: current.id };
      return to(nodes.find((node) => node.id === current.parent));
    default:
      return undefined;
  }
}

/** The next node, from the current one on and round, whose text begins with what was typed. */
export function typedAhead(typed: string, nodes: readonly TreeNode[], current: TreeNode): TreeNode | undefined {
  const at = nodes.findIndex((node) => node.id === current.id);
  const from = typed.length === 1 ? at + 1 : at;
  const order = [...nodes.slice(from), ...nodes.slice(0, from)];
  return order.find((node) => nodeText(node).toLowerCase().startsWith(typed.toLowerCase()));
}
