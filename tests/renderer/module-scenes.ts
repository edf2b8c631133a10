import { failure } from '../../shared/failure.ts';
import type { ApplicationView } from '../../shared/models/application-view.ts';
import type { ChosenModule, ModuleFile } from '../../shared/models/module.ts';
import { keyReference } from '../../shared/numbers.ts';

/** OpenSC's module and what it shows of the device with four keys, as main would describe them. */
export const opensc: ChosenModule = {
  path: '/usr/lib/x86_64-linux-gnu/opensc-pkcs11.so',
  sha256: '6f1c2b04d7e95a3388ab41c09d27fe6510b3c4d98e7f20a15c6b8d3e9f4a7210',
  product: 'OpenSC',
  about: 'Shows RSA and EC keys, certificates and data. Its SmartCard-HSM driver shows no AES keys.',
  library: 'OpenSC Project, OpenSC smartcard framework, 0.23',
};

export const cardContact: ModuleFile = {
  path: '/usr/local/lib/libsc-hsm-pkcs11.so',
  sha256: 'b04d7e95a3388ab41c09d27fe6510b3c4d98e7f20a15c6b8d3e9f4a72106f1c2',
  product: 'CardContact sc-hsm-embedded',
  about: 'Shows RSA, EC and AES keys; WebADM needs this one for AES keys.',
};

export const changedModule: ChosenModule = { ...opensc, trouble: failure('pkcs11-module-changed', { path: opensc.path }) };

const traits = { sensitive: true, extractable: false, local: true, alwaysAuthenticate: false };

export const seen: ApplicationView = {
  product: 'OpenSC',
  loggedIn: true,
  slot: {
    description: 'Nitrokey Nitrokey HSM (DENK01000010000         ) 00 00',
    label: 'HSM A (UserPIN)',
    manufacturer: 'www.CardContact.de',
    model: 'PKCS#15 emulated',
    serial: 'DENK0100001',
    hardware: '24.13',
    firmware: '4.1',
    shortestPin: 6,
    longestPin: 15,
    pinPad: false,
  },
  mechanisms: [
    { name: 'CKM_RSA_PKCS_KEY_PAIR_GEN', smallest: 1024, largest: 4096, uses: ['generate a key pair'] },
    { name: 'CKM_RSA_PKCS', smallest: 1024, largest: 4096, uses: ['decrypt', 'sign', 'verify'] },
    { name: 'CKM_EC_KEY_PAIR_GEN', smallest: 192, largest: 521, uses: ['generate a key pair'] },
    { name: 'CKM_ECDSA', smallest: 192, largest: 521, uses: ['sign', 'verify'] },
    { name: 'CKM_SHA256', smallest: 0, largest: 0, uses: ['digest'] },
  ],
  rows: [
    {
      label: 'HSM AES Key',
      type: 'AES-256',
      id: '01',
      reference: keyReference(1),
      shown: [],
      usage: [],
      traits: {},
      aes: { index: 0, countedBy: 'card' },
      differences: ['aes-not-shown-by-opensc'],
    },
    {
      label: 'Issuing CA 2027',
      type: 'RSA-4096',
      id: '9E0F7A55C02B4D118899AABBCCDDEEFF00112233',
      reference: keyReference(2),
      certificate: 'x509',
      shown: ['private', 'public', 'certificate'],
      usage: ['decrypt', 'sign'],
      traits,
      differences: [],
    },
    {
      label: 'Time stamping',
      type: 'EC secp256r1',
      id: '03',
      reference: keyReference(3),
      certificate: 'none',
      shown: ['private'],
      usage: ['sign'],
      traits: { ...traits, local: false },
      differences: ['no-public-key'],
    },
    {
      label: 'Token encryption, this device only',
      type: 'AES-128',
      id: '04',
      reference: keyReference(4),
      shown: [],
      usage: [],
      traits: {},
      aes: { index: 1, countedBy: 'card' },
      differences: ['aes-not-shown-by-opensc'],
    },
    { label: 'Root CA', type: 'certificate', id: 'A0', shown: ['certificate'], usage: [], traits: {}, differences: ['certificate-alone'] },
  ],
};

/** CardContact's module makes AES keys with the card's own list of what they may do. */
export const seenByCardContact: ApplicationView = {
  ...seen,
  product: cardContact.product,
  slot: { ...seen.slot, label: 'HSM A', manufacturer: 'CardContact', model: 'SmartCard-HSM' },
  mechanisms: [...seen.mechanisms, { name: 'CKM_AES_KEY_GEN', smallest: 16, largest: 32, uses: ['generate'] }],
};
