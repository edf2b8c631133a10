import { failure } from '../../shared/failure.ts';
import type { CertificateSummary } from '../../shared/models/certificates.ts';
import type { CardSnapshot, DeviceSnapshot, KeySnapshot, ReaderSnapshot, Snapshot } from '../../shared/models/snapshot.ts';
import { kcv, keyId, keyReference, serial } from '../../shared/numbers.ts';
import { registers } from './custody-scenes.ts';
import { cardContact, changedModule, opensc, seen, seenByCardContact } from './module-scenes.ts';
import { listedObjects, readObjects } from './object-scenes.ts';

/** Rooms as main would describe them. */
export const sha256 = '3F9A11C0D2E84B7790AB13CDE0F5A2B4C6D8E9F00112233445566778899AABBC';
export const dkekKcv = kcv('F9C3647BEDBF0D80');

export const aesKey: KeySnapshot = {
  reference: keyReference(1),
  id: keyId('01'),
  label: 'HSM AES Key',
  type: { kind: 'AES', size: 256 },
  described: true,
  details: { capabilities: [0x10, 0x11, 0x92], certificate: 'none' },
};

/** Valid for a long time, so that no picture depends on the day. */
export const caCertificate: CertificateSummary = {
  subject: 'C=AT, O=Example Trust GmbH, CN=Example Issuing CA 2027',
  issuer: 'C=AT, O=Example Trust GmbH, CN=Example Root CA',
  names: [],
  serialNumber: '5F0312A7',
  notBefore: '2026-01-01T00:00:00.000Z',
  notAfter: '2096-01-01T00:00:00.000Z',
  sha256,
  isCa: true,
  usage: ['keyCertSign', 'cRLSign'],
};

export const keys: readonly KeySnapshot[] = [
  aesKey,
  {
    reference: keyReference(2),
    id: keyId('9E0F7A55C02B4D118899AABBCCDDEEFF00112233'),
    label: 'Issuing CA 2027',
    type: { kind: 'RSA', size: 4096 },
    described: true,
    details: { certificate: 'x509', publicKeySha256: sha256 },
  },
  {
    reference: keyReference(3),
    id: keyId('03'),
    label: 'Time stamping',
    type: { kind: 'EC', size: 256 },
    described: true,
  },
  {
    reference: keyReference(4),
    id: keyId('04'),
    label: 'Token encryption, this device only',
    type: { kind: 'AES', size: 128 },
    described: true,
    details: { capabilities: [0x10, 0x11], useCounter: 9_999, certificate: 'none' },
  },
];

/** RSA and EC keys with all that is known of them. */
export const pairs: readonly KeySnapshot[] = [
  {
    reference: keyReference(2),
    id: keyId('02'),
    label: 'Issuing CA 2027',
    type: { kind: 'RSA', size: 4096 },
    described: true,
    details: { certificate: 'x509', x509: caCertificate, attestation: 'replaced', publicKeySha256: sha256 },
  },
  {
    reference: keyReference(3),
    id: keyId('03'),
    label: 'Time stamping',
    type: { kind: 'EC', size: 256, curve: 'secp256r1' },
    described: true,
    details: { certificate: 'request', attestation: 'proven', publicKeySha256: sha256 },
  },
  {
    reference: keyReference(4),
    id: keyId('04'),
    label: 'Old web server',
    type: { kind: 'EC', size: 384, curve: 'secp384r1' },
    described: true,
    details: {
      certificate: 'x509',
      x509: {
        ...caCertificate,
        subject: 'CN=www.example.org',
        isCa: false,
        usage: [],
        notBefore: '2020-01-01T00:00:00.000Z',
        notAfter: '2021-01-01T00:00:00.000Z',
      },
      attestation: 'replaced',
      publicKeySha256: sha256,
    },
  },
];

export function device(change: Partial<DeviceSnapshot> = {}): DeviceSnapshot {
  return {
    serial: serial('DENK0100001'),
    label: 'HSM A',
    firmware: '4.1',
    platform: 'JCOP 4',
    initialized: true,
    freeMemoryBytes: 214_016,
    resetWithSoPin: true,
    userPin: { kind: 'not-verified', triesLeft: 3 },
    soPin: { kind: 'not-verified', triesLeft: 15 },
    dkek: { kind: 'complete', shares: 2, kcv: dkekKcv },
    keys: [],
    objects: { kind: 'listed', files: [] },
    certificate: { holder: 'DECC120323900000', authority: 'DESRCACC100001', sha256, chain: 'verified' },
    ...change,
  };
}

export const verified = { kind: 'verified' } as const;
export const fresh = device({
  label: '',
  initialized: false,
  userPin: { kind: 'not-set' },
  soPin: { kind: 'not-set' },
  dkek: { kind: 'none' },
});

const inDomain = (key: KeySnapshot, keyDomain: number): KeySnapshot => ({ ...key, keyDomain });
const [, caKey, ecKey, countedKey] = keys as readonly [KeySnapshot, KeySnapshot, KeySnapshot, KeySnapshot];
/** Key domains 0 (two keys), 1 (waits for a share) and 2 (not set up); of one key nobody knows the domain. */
export const withDomains = (change: Partial<DeviceSnapshot> = {}): DeviceSnapshot =>
  device({
    dkek: { kind: 'complete', shares: 2, kcv: dkekKcv },
    keyDomains: [
      { number: 0, dkek: { kind: 'complete', shares: 2, kcv: dkekKcv } },
      { number: 1, dkek: { kind: 'incomplete', shares: 3, imported: 1 } },
      { number: 2, dkek: { kind: 'none' } },
    ],
    keys: [inDomain(aesKey, 0), caKey, inDomain(ecKey, 1), inDomain(countedKey, 0)],
    userPin: { kind: 'verified' },
    ...change,
  });

export function reader(name: string, card: CardSnapshot | DeviceSnapshot, simulated = true): ReaderSnapshot {
  return { name, simulated, pinPad: false, card: 'serial' in card ? { kind: 'device', device: card } : card };
}

export function room(...readers: ReaderSnapshot[]): Snapshot {
  return {
    revision: 0,
    mode: readers.some((each) => each.simulated) ? 'rehearsal' : 'production',
    runtime: { version: '0.1.0', electron: '25.1.1', developmentOnly: false },
    service: { kind: 'running', readers: readers.filter((each) => !each.simulated).length },
    readers,
  };
}

const second = serial('DENK0100002');
const first = 'Simulated reader 1';
const other = 'Simulated reader 2';

const keysFirst = { kind: 'keys-first' } as const;
const twoOfThree = {
  total: 3,
  registered: 3,
  required: 2,
  authenticated: 1,
  withPin: false,
  keys: [
    { holder: 'DENK010000200001', authenticated: false },
    { holder: 'DENK010000300001', authenticated: true },
    { holder: 'DENK010000400001', authenticated: false },
  ],
};
const custodian = device({
  serial: second,
  label: 'Custodian Ada',
  dkek: { kind: 'none' },
  keys: [{ reference: keyReference(1), id: keyId('01'), label: 'Opens HSM A', type: { kind: 'EC', size: 256 }, described: true }],
});

const withRegister = (name: keyof typeof registers): Snapshot => ({
  ...room(reader(first, device({ userPin: verified }))),
  custody: registers[name],
});

const realReader = 'Nitrokey Nitrokey HSM (DENK01000010000         ) 00 00';
const withKeys = device({ keys: [...keys] });

export const scenes = {
  nobody: withRegister('nobody'),
  'nothing split': withRegister('nothing split'),
  'not read back': withRegister('not read back'),
  'two sealed': withRegister('two sealed'),
  'all sealed': withRegister('all sealed'),
  'long register': withRegister('long'),
  'key domains': room(reader(first, withDomains({ options: 1 }))),
  'transport PIN': room(reader(first, device({ userPin: { kind: 'transport' }, options: 3 }))),
  empty: room(),
  'no service': { ...room(), service: { kind: 'absent' } },
  fresh: room(reader(first, fresh)),
  incomplete: room(reader(first, device({ dkek: { kind: 'incomplete', shares: 3, imported: 1 } })), reader(other, { kind: 'empty' })),
  'keys to register': room(
    reader(first, device({ userPin: keysFirst, pka: { ...twoOfThree, registered: 1, keys: twoOfThree.keys.slice(0, 1) } })),
    reader(other, custodian),
  ),
  'keys to authenticate': room(reader(first, device({ userPin: keysFirst, keys: [...keys], pka: twoOfThree })), reader(other, custodian)),
  blocked: room(reader(first, device({ userPin: { kind: 'blocked' }, keys: [aesKey] }))),
  'logged out': room(reader(first, device({ keys: [...keys] }))),
  'logged in': room(reader(first, device({ userPin: verified }))),
  full: room(
    reader(first, device({ userPin: verified, keys: [...keys] })),
    reader(
      other,
      device({
        serial: second,
        label: 'HSM B',
        dkek: { kind: 'incomplete', shares: 2, imported: 1 },
        notice:
          'The device was pulled during Import DKEK Share. The share was not imported: 1 of 2 shares is on the device. Import it again.',
      }),
    ),
    reader('Simulated reader 3', { kind: 'empty' }),
  ),
  pairs: room(reader(first, device({ userPin: verified, keys: [...pairs] }))),
  'objects not read': room(reader(first, device({ userPin: verified, objects: listedObjects }))),
  objects: room(reader(first, device({ userPin: verified, keys: [aesKey], objects: readObjects }))),
  'objects, logged out': room(reader(first, device({ objects: readObjects }))),
  'no module': room(reader(realReader, withKeys, false)),
  'module changed': { ...room(reader(realReader, withKeys, false)), module: changedModule },
  'module not looked at': { ...room(reader(realReader, device({ userPin: verified, keys: [...keys] }), false)), module: opensc },
  "CardContact's module looked through": {
    ...room(reader(realReader, { ...withKeys, applicationView: seenByCardContact }, false)),
    module: cardContact,
  },
  'module looked through': { ...room(reader(realReader, { ...withKeys, applicationView: seen }, false)), module: opensc },
  production: {
    ...room(
      reader('Nitrokey Nitrokey HSM (DENK01000010000         ) 00 00', device({ userPin: verified, keys: [...keys] }), false),
      reader(
        'Generic Smart Card Reader Interface [Smart Card Reader Interface] (20070818000000000) 01 00',
        { kind: 'problem', failure: failure('card-in-use', { reader: 'Generic Smart Card Reader Interface 01 00' }) },
        false,
      ),
      reader('SCM Microsystems Inc. SPR 532 02 00', { kind: 'reading' }, false),
    ),
    runtime: { version: '0.1.0', electron: '25.1.1', developmentOnly: true },
    module: {
      path: '/usr/lib/x86_64-linux-gnu/opensc-pkcs11.so',
      sha256,
      product: 'OpenSC',
      about: '',
      library: 'OpenSC Project, OpenSC smartcard framework, 0.23',
    },
  },
} as const satisfies Record<string, Snapshot>;
export type SceneName = keyof typeof scenes;
