import { t } from '../../shared/language/text.ts';
import type { DkekState, KeyType, PinState, PkaSnapshot } from '../../shared/models/snapshot.ts';
import { unknownKcv } from '../../shared/numbers.ts';
import { moduleText } from './module-words.ts';
import { objectsText, objectText } from './object-text.ts';
import type { TreeNode } from './tree-nodes.ts';

function triesLeft(count: number): string {
  return t('{left, plural, one {# try left} other {# tries left}}', { left: count });
}

/** What stands after `User PIN: `. */
export function userPinText(pin: PinState): string {
  switch (pin.kind) {
    case 'verified':
      return t('verified');
    case 'not-verified':
      return t('not verified ({left, plural, one {# try left} other {# tries left}})', { left: pin.triesLeft });
    case 'blocked':
      return t('blocked');
    case 'transport':
      return t('transport PIN, must be changed');
    case 'keys-first':
      return t('waits for public keys');
    case 'not-set':
      return t('not set');
  }
}

/** What stands after `SO-PIN: `; the SO-PIN is never "logged in", so only its tries matter. */
export function soPinText(pin: PinState): string {
  return pin.kind === 'not-verified' ? triesLeft(pin.triesLeft) : userPinText(pin);
}

/** What stands after `Public key authentication: `. */
export function pkaText(pka: PkaSnapshot | undefined): string {
  if (!pka) return t('none');
  const { registered, total, authenticated, required } = pka;
  return t('{registered} of {total, plural, one {# key} other {# keys}} registered; {authenticated} of {required} authenticated', {
    registered,
    total,
    authenticated,
    required,
  });
}

/** What stands after `DKEK: `. A check value of zeros means that the device did not tell it. */
export function dkekText(dkek: DkekState): string {
  switch (dkek.kind) {
    case 'none':
      return t('none');
    case 'incomplete':
      return t('{imported} of {all, plural, one {# share} other {# shares}} imported', { imported: dkek.imported, all: dkek.shares });
    case 'complete':
      return dkek.kcv === unknownKcv ? t('complete, check value not known yet') : dkek.kcv;
  }
}

/** What stands after `Key domain 1: `. */
export function domainText(dkek: DkekState): string {
  if (dkek.kind === 'none') return t('not set up');
  if (dkek.kind === 'incomplete') return dkekText(dkek);
  return dkek.kcv === unknownKcv ? t('DKEK complete, check value not known yet') : `DKEK ${dkek.kcv}`;
}

export function keyTypeText(type: KeyType): string {
  switch (type.kind) {
    case 'AES':
    case 'RSA':
      return `${type.kind}-${type.size}`;
    case 'EC':
      return type.curve ? `EC ${type.curve}` : t('EC {bits} bit', { bits: type.size });
    case 'unknown':
      return t('unknown type');
  }
}

export function deviceName(device: { readonly label: string; readonly serial: string }): string {
  return `${device.label || t('(no label)')} ${device.serial}`;
}

/** A node's words in two parts, as the tree sets them: what it is, then its state. Joined they are its text. */
export function nodeWords(node: TreeNode): readonly [name: string, between: string, state: string] {
  switch (node.kind) {
    case 'reader':
      return node.reader.card.kind === 'device' ? [node.reader.name, '', ''] : withState(node.reader.name, cardText(node));
    case 'device':
      return [node.device.label || t('(no label)'), ' ', node.device.serial];
    case 'user-pin':
      return withState(t('User PIN'), userPinText(node.device.userPin));
    case 'so-pin':
      return withState('SO-PIN', soPinText(node.device.soPin));
    case 'pka':
      return withState(t('Public key authentication'), pkaText(node.device.pka));
    case 'dkek':
      return withState('DKEK', dkekText(node.device.dkek));
    case 'domain':
      return withState(t('Key domain {domain}', { domain: node.domain.number }), domainText(node.domain.dkek));
    case 'key':
      return [node.key.label || t('(no label)'), '  ', keyTypeText(node.key.type)];
    case 'certificate':
      return withState(t('Device certificate'), node.device.certificate.holder);
    case 'objects':
      return withState(t('Certificates and data'), objectsText(node.device.objects));
    case 'object':
      return [node.object.label || t('(no label)'), '  ', objectText(node.object)];
    case 'pkcs11':
      return withState('PKCS#11', moduleText(node.module, node.device.applicationView));
  }
}

/** The colon is the language's own: French has a space before it. */
function withState(name: string, state: string): readonly [string, string, string] {
  return [name, t('{name}: {state}', { name: '', state: '' }), state];
}

export function nodeText(node: TreeNode): string {
  return nodeWords(node).join('');
}

function cardText({ reader }: Extract<TreeNode, { kind: 'reader' }>): string {
  switch (reader.card.kind) {
    case 'empty':
      return t('no device');
    case 'reading':
      return t('reading…');
    case 'problem':
      return problemText[reader.card.failure.code] ?? t('cannot be used');
    case 'device':
      return '';
  }
}

/** The tree has room for a few words only; the details panel shows the whole failure. */
const problemText: Readonly<Record<string, string>> = {
  'not-a-smartcard-hsm': t('not a SmartCard-HSM'),
  'card-in-use': t('used by another program'),
  'card-mute': t('card does not answer'),
  'reader-gone': t('reader gone'),
};
