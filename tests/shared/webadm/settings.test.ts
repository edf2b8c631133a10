import { describe, expect, test } from 'vitest';
import type { ApplicationView } from '../../../shared/models/application-view.ts';
import type { DeviceSnapshot, KeySnapshot } from '../../../shared/models/snapshot.ts';
import { keyId, keyReference, serial } from '../../../shared/numbers.ts';
import { webadmSettings } from '../../../shared/webadm/settings.ts';
import { device } from '../../renderer/scenes.ts';

const aes = (reference: number, label: string, change: Partial<KeySnapshot> = {}): KeySnapshot => ({
  reference: keyReference(reference),
  id: keyId(reference.toString(16).padStart(2, '0')),
  label,
  type: { kind: 'AES', size: 256 },
  described: true,
  details: { capabilities: [0x10, 0x11, 0x92], certificate: 'none' },
  ...change,
});
const rsa: KeySnapshot = { ...aes(2, 'CA'), type: { kind: 'RSA', size: 2048 } };
const first = (keys: readonly KeySnapshot[], change: Partial<DeviceSnapshot> = {}) => device({ keys, ...change });
const second = (keys: readonly KeySnapshot[], change: Partial<DeviceSnapshot> = {}) =>
  device({ keys, serial: serial('DENK0100002'), label: 'HSM B', ...change });
const badOf = (devices: readonly DeviceSnapshot[], labels: readonly string[]) =>
  webadmSettings(devices, labels).findings.flatMap(({ mark, what }) => (mark === 'bad' ? [what] : []));

describe('the settings for WebADM', () => {
  test('count AES keys only, from 0, and put the key that encrypts first', () => {
    const keys = [aes(1, 'Old'), rsa, aes(7, 'New')];
    const { block, findings } = webadmSettings([first(keys), second(keys)], ['New', 'Old']);
    expect(block?.split('\n').filter((line) => !line.startsWith('#'))).toEqual([
      'encrypt_hsm Yes',
      'hsm_model smartcard',
      'hsm_keyid 1,0',
      '',
    ]);
    expect(block).toContain('# AES key 1: New (encrypts, and decrypts)\n# AES key 0: Old (decrypts)\n');
    expect(block).toContain('# hsm_pin <entered by you>');
    expect(findings.every(({ mark }) => mark === 'open')).toBe(true);
  });

  test('are not given where the index differs between devices, and the words name both', () => {
    const devices = [first([aes(1, 'A'), aes(2, 'B')]), second([aes(1, 'B'), aes(2, 'A')])];
    expect(webadmSettings(devices, ['A']).block).toBeUndefined();
    expect(badOf(devices, ['A'])).toEqual(['"A" has another index on each device: 0 on HSM A DENK0100001, 1 on HSM B DENK0100002.']);
  });

  test.each([
    ['is missing on a device', [aes(2, 'B')], '"A" is not on HSM B DENK0100002.'],
    ['is there twice', [aes(1, 'A'), aes(2, 'A')], 'HSM B DENK0100002 has 2 AES keys named "A".'],
    ['is too short', [aes(1, 'A', { type: { kind: 'AES', size: 128 } })], '"A" on HSM B DENK0100002 has 128 bits.'],
    [
      'cannot be exported',
      [aes(1, 'A', { details: { capabilities: [0x10, 0x11], certificate: 'none' } })],
      '"A" on HSM B DENK0100002 has no WRAP (92): it can never be exported, and dies with this device.',
    ],
    [
      'cannot decrypt',
      [aes(1, 'A', { details: { capabilities: [0x10, 0x92], certificate: 'none' } })],
      '"A" on HSM B DENK0100002 lacks CBC_DEC (11).',
    ],
  ])('are not given where the key %s', (_, keys, words) => {
    expect(badOf([first([aes(1, 'A')]), second(keys)], ['A'])).toContain(words);
    expect(webadmSettings([first([aes(1, 'A')]), second(keys)], ['A']).block).toBeUndefined();
  });

  test('tell a key that may be another one of the same name', () => {
    const { findings, block } = webadmSettings([first([aes(1, 'A')]), second([aes(1, 'A', { id: keyId('77') })])], ['A']);
    expect(findings.map(({ what }) => what)).toContain(
      '"A" has another key ID on HSM B DENK0100002: it may be another key of the same name.',
    );
    expect(block).toBeDefined();
  });

  test('go by the order of the PKCS#11 module where somebody looked through it', () => {
    const keys = [aes(1, 'A'), aes(2, 'B'), aes(3, 'C')];
    const row = (reference: number, index: number) => ({ reference: keyReference(reference), aes: { index, countedBy: 'module' } });
    const applicationView = { rows: [row(1, 1), row(2, 0)] } as unknown as ApplicationView;
    expect(webadmSettings([first(keys, { applicationView })], ['A']).block).toContain('hsm_keyid 1\n');
    expect(badOf([first(keys, { applicationView })], ['C'])).toEqual(['The PKCS#11 module does not show "C" on HSM A DENK0100001.']);
  });

  test('cannot be forged by a label from a card', () => {
    const label = 'A\nhsm_pin 000000\u2028hsm_model other';
    const { block = '' } = webadmSettings([first([aes(1, label)])], [label]);
    expect(block.split(/[\n\u2028]/).filter((line) => line !== '' && !line.startsWith('#'))).toEqual([
      'encrypt_hsm Yes',
      'hsm_model smartcard',
      'hsm_keyid 0',
    ]);
  });

  test('are none without device or key', () => {
    expect(webadmSettings([], ['A'])).not.toHaveProperty('block');
    expect(webadmSettings([first([])], [])).not.toHaveProperty('block');
  });
});
