import type { IconName } from '../icons.tsx';
import type { TreeNode } from './tree-nodes.ts';

export function nodeIcon(node: TreeNode): IconName {
  switch (node.kind) {
    case 'reader':
      return 'reader';
    case 'device':
      return 'device';
    case 'user-pin':
      return node.device.userPin.kind === 'verified' ? 'unlocked' : 'locked';
    case 'so-pin':
      return 'shield';
    case 'pka':
      return 'quorum';
    case 'dkek':
    case 'domain':
      return 'shares';
    case 'key':
      return 'key';
    case 'certificate':
      return 'certificate';
    case 'objects':
      return 'folder';
    case 'object':
      return node.object.kind === 'certificate' ? 'certificate' : node.object.kind === 'confidential' ? 'locked' : 'paper';
    case 'pkcs11':
      return 'plug';
  }
}

/** How a node stands, for its colour; the words beside it say the same. */
export function nodeMood(node: TreeNode): 'good' | 'caution' | 'bad' | 'plain' {
  switch (node.kind) {
    case 'user-pin': {
      const { userPin } = node.device;
      if (userPin.kind === 'verified') return 'good';
      if (userPin.kind === 'blocked') return 'bad';
      return userPin.kind === 'transport' || (userPin.kind === 'not-verified' && userPin.triesLeft === 1) ? 'caution' : 'plain';
    }
    case 'so-pin':
      return node.device.soPin.kind === 'blocked' ? 'bad' : 'plain';
    case 'pka': {
      const { pka } = node.device;
      if (!pka || pka.registered < pka.total) return 'caution';
      return pka.authenticated >= pka.required ? 'good' : 'plain';
    }
    case 'dkek':
      return node.device.dkek.kind === 'incomplete' ? 'caution' : 'plain';
    case 'domain':
      return node.domain.dkek.kind === 'incomplete' ? 'caution' : 'plain';
    case 'certificate':
      return node.device.certificate.chain === 'broken' ? 'bad' : 'plain';
    case 'object':
      return node.object.state === 'whole' ? 'plain' : 'caution';
    case 'pkcs11':
      return node.module?.trouble ? 'caution' : 'plain';
    case 'reader':
      return node.reader.card.kind === 'problem' ? 'caution' : 'plain';
    default:
      return 'plain';
  }
}
