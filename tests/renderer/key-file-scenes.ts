import type { KeyFromFile, OpenedKeyFile } from '../../shared/models/reports.ts';
import { kcv, keyReference, serial } from '../../shared/numbers.ts';
import { dkekKcv, sha256 } from './scenes.ts';

const path = '/media/usb-2/issuing-ca-2026.p12';
export const ticket = '00112233445566778899AABBCCDDEEFF';

/** A file with two keys and a certificate of neither. */
export const severalKeys: OpenedKeyFile = {
  ticket,
  path,
  keys: [
    { type: { kind: 'RSA', size: 1024 }, name: 'Issuing CA 2016', certificate: 'CN=Issuing CA 2016, O=Example', publicKeySha256: sha256 },
    { type: { kind: 'EC', size: 256, curve: 'secp256r1' }, certificate: 'CN=Time stamping, O=Example', publicKeySha256: sha256 },
  ],
  otherCertificates: ['CN=Root CA 2010, O=Example'],
};

export const rawAesKey: OpenedKeyFile = {
  ticket,
  path: '/media/usb-2/token.hex',
  keys: [{ type: { kind: 'AES', size: 256 } }],
  otherCertificates: [],
};

export const importedFromFile: KeyFromFile = {
  serial: serial('DENK0100001'),
  reference: keyReference(1),
  label: 'Issuing CA 2016',
  source: path,
  checks: [
    { name: 'Sign (RSA)', outcome: 'passed', detail: 'a random message was signed and the signature verified with the public key' },
    { name: 'Export under the DKEK', outcome: 'passed', detail: `it was wrapped under the DKEK ${dkekKcv}` },
  ],
  certificate: 'from the file',
  dkekKcv,
  shares: [
    { path: '/media/usb-1/share-1.pbe', sha256, kcv: kcv('0A1B2C3D4E5F6071') },
    { path: '/media/usb-3/share-2.pbe', sha256, kcv: kcv('1122334455667788') },
  ],
  backup: { path: '/media/usb-2/Issuing CA 2016.wky', sha256, bytes: 1313, label: 'Issuing CA 2016', dkekKcv },
};
