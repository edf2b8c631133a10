import type { InspectedFile, Inspection, WrappedKeyFacts } from '../../shared/models/inspection.ts';
import type { Snapshot } from '../../shared/models/snapshot.ts';
import { kcv, keyId, serial } from '../../shared/numbers.ts';
import { aesKey, caCertificate, device, dkekKcv, reader, room, sha256 } from './scenes.ts';

/** Files that were looked at, as main would describe them. */
const key = (change: Partial<WrappedKeyFacts>): WrappedKeyFacts => ({
  ...{ kcv: dkekKcv, label: 'HSM AES Key', id: keyId('01'), type: { kind: 'AES', size: 256 }, capabilities: [0x10, 0x11, 0x92] },
  ...{ blobBytes: 92, certificate: 'none', isBare: false },
  ...change,
});
const file = (name: string, facts: WrappedKeyFacts): InspectedFile => ({
  ...{ name, bytes: 163, sha256: sha256.toLowerCase() },
  found: { kind: 'wrapped-key', key: facts },
});
const ca = key({
  ...{ label: 'Issuing CA 2027', id: keyId('02'), type: { kind: 'RSA', size: 4096 }, capabilities: [], blobBytes: 1867 },
  ...{ certificate: 'x509', x509: caCertificate },
});

const files: readonly InspectedFile[] = [
  file('HSM AES Key.wky', key({})),
  file('Token encryption, this device only.wky', key({ label: 'Token encryption', id: keyId('04'), capabilities: [0x10, 0x11] })),
  file('issuing-ca-2027-before-the-move.bin', { ...ca, kcv: kcv('0A1B2C3D4E5F6071') }),
  {
    ...{ name: 'sheet-of-share-1.pdf', bytes: 84_211, sha256: sha256.toLowerCase(), sheet: { sheetId: 'K7Q2-M5TX' } },
    found: { kind: 'share-file' },
  },
  {
    name: 'old-webserver.p12',
    found: {
      kind: 'key-file',
      why: 'It holds a key that is not under a DKEK, so nothing of it is shown here. Bring it onto a device with Import from PKCS#12… (Key Manager), then destroy it.',
    },
  },
  {
    name: 'share-2.pbe',
    bytes: 63,
    found: { kind: 'other', why: 'It begins like a DKEK share file, but has 63 bytes and not 64: it was cut off or altered.' },
  },
];

const inspection: Inspection = {
  place: '/media/ceremony-usb-1/2027-03-14',
  practice: true,
  at: '2027-03-14T10:20:00+01:00',
  files,
  notLookedAt: 12,
};
const place = room(
  reader('Simulated reader 1', device({ keys: [aesKey] })),
  reader('Simulated reader 2', device({ serial: serial('DENK0100002'), label: 'HSM B', firmware: '3.1' })),
);

export const inspectionScenes = {
  'inspected, folder': { ...place, inspection },
  'inspected, file': { ...place, inspection: { ...inspection, notLookedAt: 0, files: [file('issuing-ca-2027.wky', ca)] } },
  'inspected, no device': { ...room(), mode: 'rehearsal', inspection: { ...inspection, files: files.slice(0, 1) } },
} as const satisfies Record<string, Snapshot>;
