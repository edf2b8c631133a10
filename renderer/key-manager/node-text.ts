import type { DkekState, KeyType, PinState, PkaSnapshot } from '../../shared/models/snapshot.ts';
import { unknownKcv } from '../../shared/numbers.ts';
import { moduleText } from './module-words.ts';
import { objectsText, objectText } from './object-text.ts';
import type { TreeNode } from './tree-nodes.ts';

export function triesLeft(count: number): string {
  return count === 1 ? '1 try left' : `${count} tries left`;
}

export function counted(count: number, one: string, many = `${one}s`): string {
  return count === 1 ? `1 ${one}` : `${count} ${many}`;
}

/** What stands after `User PIN: `. */
export function userPinText(pin: PinState): string {
  switch (pin.kind) {
    case 'verified':
      return 'verified';
    case 'not-verified':
      return `not verified (${triesLeft(pin.triesLeft)})`;
    case 'blocked':
      return 'blocked';
    case 'transport':
      return 'transport PIN, must be changed';
    case 'keys-first':
      return 'waits for public keys';
    case 'not-set':
      return 'not set';
  }
}

/** What stands after `SO-PIN: `; the SO-PIN is never "logged in", so only its tries matter. */
export function soPinText(pin: PinState): string {
  return pin.kind === 'not-verified' ? triesLeft(pin.triesLeft) : userPinText(pin);
}

/** What stands after `Public key authentication: `. */
export function pkaText(pka: PkaSnapshot | undefined): string {
  if (!pka) return 'none';
  return `${pka.registered} of ${counted(pka.total, 'key')} registered; ${pka.authenticated} of ${pka.required} authenticated`;
}

/** What stands after `DKEK: `. A check value of zeros means that the device did not tell it. */
export function dkekText(dkek: DkekState): string {
  switch (dkek.kind) {
    case 'none':
      return 'none';
    case 'incomplete':
      return `${dkek.imported} of ${counted(dkek.shares, 'share')} imported`;
    case 'complete':
      return dkek.kcv === unknownKcv ? 'complete, check value not known yet' : dkek.kcv;
  }
}

/** What stands after `Key domain 1: `. */
export function domainText(dkek: DkekState): string {
  if (dkek.kind === 'none') return 'not set up';
  return dkek.kind === 'complete' ? `DKEK ${dkekText(dkek)}` : dkekText(dkek);
}

/** `2 of 3 shares missing`; undefined when the DKEK waits for none. */
export function missingSharesText(dkek: DkekState): string | undefined {
  if (dkek.kind !== 'incomplete') return undefined;
  return `${dkek.shares - dkek.imported} of ${counted(dkek.shares, 'share')} missing`;
}

export function keyTypeText(type: KeyType): string {
  switch (type.kind) {
    case 'AES':
    case 'RSA':
      return `${type.kind}-${type.size}`;
    case 'EC':
      return type.curve ? `EC ${type.curve}` : `EC ${type.size} bit`;
    case 'unknown':
      return 'unknown type';
  }
}

export function deviceName(device: { readonly label: string; readonly serial: string }): string {
  return `${device.label || '(no label)'} ${device.serial}`;
}

/** A node's words in two parts, as the tree sets them: what it is, then its state. Joined they are its text. */
export function nodeWords(node: TreeNode): readonly [name: string, between: string, state: string] {
  switch (node.kind) {
    case 'reader':
      return node.reader.card.kind === 'device' ? [node.reader.name, '', ''] : [node.reader.name, ': ', cardText(node)];
    case 'device':
      return [node.device.label || '(no label)', ' ', node.device.serial];
    case 'user-pin':
      return ['User PIN', ': ', userPinText(node.device.userPin)];
    case 'so-pin':
      return ['SO-PIN', ': ', soPinText(node.device.soPin)];
    case 'pka':
      return ['Public key authentication', ': ', pkaText(node.device.pka)];
    case 'dkek':
      return ['DKEK', ': ', dkekText(node.device.dkek)];
    case 'domain':
      return [`Key domain ${node.domain.number}`, ': ', domainText(node.domain.dkek)];
    case 'key':
      return [node.key.label || '(no label)', '  ', keyTypeText(node.key.type)];
    case 'certificate':
      return ['Device certificate', ': ', node.device.certificate.holder];
    case 'objects':
      return ['Certificates and data', ': ', objectsText(node.device.objects)];
    case 'object':
      return [node.object.label || '(no label)', '  ', objectText(node.object)];
    case 'pkcs11':
      return ['PKCS#11', ': ', moduleText(node.module, node.device.applicationView)];
  }
}

export function nodeText(node: TreeNode): string {
  return nodeWords(node).join('');
}

function cardText({ reader }: Extract<TreeNode, { kind: 'reader' }>): string {
  switch (reader.card.kind) {
    case 'empty':
      return 'no device';
    case 'reading':
      return 'reading…';
    case 'problem':
      return problemText[reader.card.failure.code] ?? 'cannot be used';
    case 'device':
      return '';
  }
}

/** The tree has room for a few words only; the details panel shows the whole failure. */
const problemText: Readonly<Record<string, string>> = {
  'not-a-smartcard-hsm': 'not a SmartCard-HSM',
  'card-in-use': 'used by another program',
  'card-mute': 'card does not answer',
  'reader-gone': 'reader gone',
};
