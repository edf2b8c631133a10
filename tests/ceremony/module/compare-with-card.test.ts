import { expect, test } from 'vitest';
import { type Compared, compareWithCard } from '../../../electron/ceremony/module/compare-with-card.ts';
import type { ModuleObject } from '../../../electron/pkcs11/protocol.ts';
import { hex } from '../../../shared/bytes.ts';
import type { KeySnapshot, KeyType } from '../../../shared/models/snapshot.ts';
import { keyId, keyReference } from '../../../shared/numbers.ts';

const aes: KeyType = { kind: 'AES', size: 256 };
const ec: KeyType = { kind: 'EC', size: 256, curve: 'secp256r1' };

const key = (reference: number, label: string, type: KeyType, change: Partial<KeySnapshot> = {}): KeySnapshot => ({
  reference: keyReference(reference),
  id: keyId(reference.toString(16).padStart(2, '0')),
  label,
  type,
  described: true,
  details: { certificate: 'request' },
  ...change,
});
let handles = 0;
const object = (kind: ModuleObject['class'], id: string, label: string, change: Partial<ModuleObject> = {}): ModuleObject => ({
  handle: ++handles,
  class: kind,
  label,
  id: hex.decode(id),
  usage: {},
  traits: {},
  ...change,
});
const secret = (id: string, label: string) => object('secret-key', id, label, { keyType: 'AES', bits: 256 });

function rows(compared: Partial<Compared>) {
  return compareWithCard({ keys: [], objects: [], loggedIn: true, isOpensc: false, ...compared }).map((row) => [
    row.label,
    row.shown.join('+'),
    row.aes && `${row.aes.index} by ${row.aes.countedBy}`,
    row.differences.join('+'),
  ]);
}

test('AES keys are numbered as the module lists them, not as the card does; where it shows none, as the card lists them', () => {
  const keys = [key(2, 'B', aes), key(1, 'A', aes), key(3, 'Sign', ec)];
  const objects = [secret('01', 'A'), object('private-key', '03', 'Sign'), object('public-key', '03', 'Sign'), secret('02', 'B')];
  expect(rows({ keys, objects })).toEqual([
    ['B', 'secret', '1 by module', ''],
    ['A', 'secret', '0 by module', ''],
    ['Sign', 'private+public', undefined, ''],
  ]);
  expect(rows({ keys, objects: objects.filter(({ class: kind }) => kind !== 'secret-key'), isOpensc: true })).toEqual([
    ['B', '', '0 by card', 'aes-not-shown-by-opensc'],
    ['A', '', '1 by card', 'aes-not-shown-by-opensc'],
    ['Sign', 'private+public', undefined, ''],
  ]);
});

test('an AES key and a pair that share an ID are told apart by their type, two pairs by their labels', () => {
  const id = keyId('aa');
  const keys = [key(1, 'AES', aes, { id }), key(2, 'One', ec, { id }), key(3, 'Two', ec, { id })];
  const objects = ['Two', 'One'].flatMap((label) => [object('private-key', 'aa', label), object('public-key', 'aa', label)]);
  expect(rows({ keys, objects: [...objects, secret('aa', 'AES')] })).toEqual([
    ['AES', 'secret', '0 by module', ''],
    ['One', 'private+public', undefined, ''],
    ['Two', 'private+public', undefined, ''],
  ]);
});

test('says why the two sides differ', () => {
  const keys = [
    key(1, '', { kind: 'unknown' }, { described: false }),
    key(2, 'Hidden', ec),
    key(3, 'Imported', ec, { details: { certificate: 'none' } }),
    key(4, 'Certified', ec, { details: { certificate: 'x509' } }),
    key(5, 'Renamed', ec),
  ];
  const objects = [
    object('private-key', '03', 'Imported'),
    object('private-key', '04', 'Certified'),
    object('public-key', '04', 'Certified'),
    object('private-key', '05', 'Old name'),
    object('public-key', '05', 'Old name'),
    object('certificate', 'a0', 'Root CA'),
    object('data', '', 'Note'),
    object('private-key', 'bb', 'Ghost'),
    object('other', '', ''),
  ];
  expect(rows({ keys, objects })).toEqual([
    ['', '', undefined, 'no-description'],
    ['Hidden', '', undefined, 'not-shown'],
    ['Imported', 'private', undefined, 'no-public-key'],
    ['Certified', 'private+public', undefined, 'certificate-not-shown'],
    ['Renamed', 'private+public', undefined, 'label-differs'],
    ['Root CA', 'certificate', undefined, 'certificate-alone'],
    ['Note', 'data', undefined, 'data-object'],
    ['Ghost', 'private', undefined, 'not-a-key-of-the-card'],
  ]);
  expect(rows({ keys: [key(2, 'Hidden', ec)], loggedIn: false })).toEqual([['Hidden', '', undefined, 'login-needed']]);
});

test('tells what the private key may do, and leaves out what the module does not tell', () => {
  const objects = [
    object('public-key', '01', 'Sign', { usage: { verify: true }, traits: { local: false } }),
    object('private-key', '01', 'Sign', { usage: { sign: true, decrypt: false }, traits: { sensitive: true, extractable: false } }),
  ];
  const [row] = compareWithCard({ keys: [key(1, 'Sign', ec)], objects, loggedIn: true, isOpensc: true });
  expect(row).toMatchObject({ usage: ['sign'], traits: { sensitive: true, extractable: false }, certificate: 'request', id: '01' });
  expect(row?.traits).not.toHaveProperty('local');
});
