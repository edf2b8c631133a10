import { failure } from '../../shared/failure.ts';
import { kcv, keyReference, type Serial } from '../../shared/numbers.ts';
import { failed, ok } from '../../shared/result.ts';
import { webadmSettings } from '../../shared/webadm/settings.ts';
import { ceremonyScenes, checkedPlan, plan } from './ceremony-scenes.ts';
import { attestation, choice, createdRequest, imported } from './certificate-answers.ts';
import { cloneScenes } from './clone-scenes.ts';
import { FakeBridge } from './fake-bridge.ts';
import { inspectionScenes } from './inspection-scenes.ts';
import { importedFromFile, rawAesKey, severalKeys } from './key-file-scenes.ts';
import { cardContact, opensc } from './module-scenes.ts';
import { objects } from './object-scenes.ts';
import { dkekKcv, scenes, sha256 } from './scenes.ts';
import { confCheck, webadmScenes } from './webadm-scenes.ts';

/** Runs in the page before the room does: a scripted `window.conclave`, and `window.roomStage` for the test. */
const bridge = new FakeBridge();
const shareKcv = kcv('0A1B2C3D4E5F6071');
const path = '/media/ceremony-usb-1/2027-03-14/dkek-share-1-of-2.pbe';

bridge.answer('share.create', () => ok({ path, sha256, kcv: shareKcv }));
bridge.answer('share.import', () => ok({ path, sha256, shareKcv, imported: 2, total: 2, dkekKcv }));
bridge.answer('share.reissue', () => ok({ path, sha256, kcv: shareKcv, setId: 'V5NA-81TD' }));
bridge.answer('text.split', () => ok({ setId: 'V5NA-81TD', threshold: 2, total: 3 }));
bridge.answer('paper.print-file', () =>
  ok({ sheetId: 'R3XW-20AE', printed: true, saved: ['/media/ceremony-usb-1/2027-03-14/R3XW-20AE.pdf'] }),
);
bridge.answer('paper.print-blank', () => ok({ sheetId: 'Z9QH-4M1C', printed: false, saved: ['/media/ceremony-usb-1/blank form.pdf'] }));
bridge.answer('paper.restore', () => ok({ path, sha256, kind: 'share-file', typedLines: 6, scannedCodes: 0 }));
bridge.answer('custody.solo-check', ({ sheetId }) =>
  ok({
    subject: `Sheet ${sheetId}`,
    matches: sheetId !== 'H1KD-7ZPN',
    detail:
      sheetId === 'H1KD-7ZPN'
        ? 'The fingerprint of what was entered is 07D4E1B26C, the register has E9903AA41D.'
        : 'All lines fit their checks, and the fingerprint 5A01C2FF39 is the one in the register.',
  }),
);
bridge.answer('custody.seal', () => failed(failure('bag-taken', { teb: 'SC 0048210', name: 'Ada Lovelace' })));
bridge.answer('module.find', () => ok([opensc, cardContact]));
bridge.answer('key.export', () =>
  ok({ path: '/media/ceremony-usb-1/2027-03-14/HSM AES Key.wky', sha256, bytes: 163, label: 'HSM AES Key', dkekKcv }),
);
bridge.answer('object.import-certificate', ({ serial }: { serial: Serial }) =>
  ok({
    serial,
    path: '/media/ceremony-usb-1/chain.pem',
    imported: [{ file: objects[0].file, label: objects[0].label, certificate: objects[0].certificate }],
    present: ['Example Issuing CA'],
  }),
);
bridge.answer('object.import-data', () => failed(failure('object-no-room', { bytes: 65_000, free: 12_345 })));
bridge.answer('object.export', () =>
  ok({ path: '/media/ceremony-usb-1/Database password.bin', label: 'Database password', bytes: 24, confidential: true }),
);
bridge.answer('key.import', ({ serial }: { serial: Serial }) => ok({ serial, reference: keyReference(1), label: 'HSM AES Key' }));
bridge.answer('key-file.open', () => ok(severalKeys));
bridge.answer('key-file.import', () => ok(importedFromFile));
bridge.answer('key.generate-aes', () => failed(failure('label-duplicate', { label: 'HSM AES Key' })));
bridge.answer('key.generate-rsa', () => new Promise(() => undefined));
const custodian = { serial: 'DENK0100002' as Serial, device: 'Custodian Ada', reference: keyReference(1), label: 'Opens HSM A' };
bridge.answer('pka.find-keys', () => {
  const isRegistering = document.querySelector('[role=dialog] h2')?.textContent === 'Register Public Key';
  return ok([{ ...custodian, holder: 'DENK010000200001', state: isRegistering ? 'not-registered' : 'registered' }]);
});
bridge.answer('pka.register-key', () => ok({ holder: 'DENK010000200001', device: 'DENK010000200000', registered: 2, total: 3 }));
bridge.answer('pin.login', () => failed(failure('pin-blocked')));
const passed = { outcome: 'passed', detail: '96 random bytes were encrypted, decrypted and compared.' } as const;
const aesKey = {
  name: 'HSM AES Key',
  about: 'AES-256, ID 01',
  isKey: true,
  outcome: 'passed',
  operations: [
    { name: 'Encrypt and decrypt (AES-CBC)', apdu: passed, module: { outcome: 'not tested', detail: 'not shown by this module' } },
    { name: 'Export under the DKEK', apdu: passed, module: { outcome: 'not tested', detail: 'not shown by this module' } },
  ],
} as const;
bridge.answer('key.test', () =>
  ok({ document: 'K7Q2-M5TX', subject: 'The key "HSM AES Key"', passed: true, outcome: 'passed', summary: '1 passed.', items: [aesKey] }),
);
bridge.answer('device.plan-test', () =>
  ok({
    keys: 3,
    counted: [
      { reference: keyReference(9), label: 'Time stamping', about: 'RSA-2048, ID 09', usesLeft: 1000, byApdu: 3, throughModule: 2 },
      { reference: keyReference(10), label: 'Vault', about: 'AES-256, ID 0A', usesLeft: 2, byApdu: 4, throughModule: 2 },
    ],
  }),
);
bridge.answer('device.test', () =>
  ok({
    document: 'K7Q2-M5TX',
    subject: 'Device HSM A DENK0100001',
    passed: false,
    outcome: 'failed',
    summary: '2 passed, 1 failed, 1 not tested.',
    module: 'OpenSC smartcard framework 0.23',
    items: [
      { name: 'Random numbers', about: '', isKey: false, outcome: 'passed', operations: [{ name: 'Check', apdu: passed, module: passed }] },
      aesKey,
      {
        name: 'Issuing CA 2027',
        about: 'EC secp256r1, ID 02',
        isKey: true,
        outcome: 'failed',
        operations: [
          { name: 'Sign (ECDSA)', apdu: passed, module: { outcome: 'failed', detail: 'the signature does not fit the public key' } },
        ],
      },
      {
        name: 'Time stamping',
        about: 'RSA-2048, ID 09',
        isKey: true,
        outcome: 'not tested',
        operations: [
          {
            name: 'Use',
            apdu: { outcome: 'not tested', detail: 'a test would take up to 3 of the 1000 uses that are left' },
            module: { outcome: 'not tested', detail: 'left out, as by APDU' },
          },
        ],
      },
    ],
  }),
);
bridge.answer('document.show', () => ok({ printed: false, saved: [{ path: '/media/usb/test-report.pdf', sha256: 'ab'.repeat(32) }] }));

bridge.answer('certificate.request', () => ok(createdRequest));
bridge.answer('certificate.choose', () => ok(choice));
bridge.answer('certificate.import', () => ok(imported));
bridge.answer('certificate.attest', () => ok(attestation));
bridge.answer('certificate.export-public-key', () =>
  ok({ path: `${path}.pem`, sha256, bytes: 178, label: 'Time stamping', what: 'public key in PEM', publicKeySha256: sha256 }),
);
bridge.answer('webadm.show', () => {
  const devices = webadmScenes['webadm, rollover'].readers.flatMap(({ card }) => (card.kind === 'device' ? [card.device] : []));
  return ok(webadmSettings(devices, ['HSM AES Key 2027', 'HSM AES Key'], true));
});
bridge.answer('webadm.check', () => ok(confCheck));

bridge.answer('plan.draft', () => ok(plan));
bridge.answer('plan.check', () => ok(checkedPlan));

const all = { ...scenes, ...cloneScenes, ...webadmScenes, ...inspectionScenes, ...ceremonyScenes };
export type AnyScene = keyof typeof all;

declare global {
  interface Window {
    roomStage: { bridge: FakeBridge; show(scene: AnyScene): void; showRawAesKey(): void };
  }
}
window.roomStage = {
  bridge,
  show: (scene) => bridge.push(all[scene]),
  showRawAesKey: () => bridge.answer('key-file.open', () => ok(rawAesKey)),
};
Object.defineProperty(window, 'conclave', { value: bridge });
