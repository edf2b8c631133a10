import { failure } from '../../shared/failure.ts';
import { kcv, keyReference, type Serial } from '../../shared/numbers.ts';
import { failed, ok } from '../../shared/result.ts';
import { attestation, choice, createdRequest, imported } from './certificate-answers.ts';
import { cloneScenes } from './clone-scenes.ts';
import { FakeBridge } from './fake-bridge.ts';
import { importedFromFile, rawAesKey, severalKeys } from './key-file-scenes.ts';
import { cardContact, opensc } from './module-scenes.ts';
import { objects } from './object-scenes.ts';
import { dkekKcv, type SceneName, scenes, sha256 } from './scenes.ts';

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
bridge.answer('key.test', () =>
  ok({
    subject: 'HSM AES Key',
    passed: true,
    checks: [
      {
        name: 'Encrypt and decrypt',
        outcome: 'passed',
        detail: '64 random bytes encrypted and decrypted on the device came back unchanged.',
      },
      { name: 'Message authentication code', outcome: 'not tested', detail: 'The key was made without CMAC (18).' },
    ],
  }),
);
bridge.answer('device.test', () =>
  ok({
    subject: 'HSM A DENK0100001',
    passed: false,
    checks: [
      { name: 'Random numbers', outcome: 'passed', detail: '1,024 bytes read; no byte repeats suspiciously often.' },
      { name: 'HSM AES Key', outcome: 'passed', detail: '64 random bytes encrypted and decrypted on the device came back unchanged.' },
      { name: 'Issuing CA 2027', outcome: 'failed', detail: 'The signature does not verify with the public key on the device.' },
      { name: 'Time stamping', outcome: 'not tested', detail: 'The test would spend a use of a counted key.' },
    ],
  }),
);

bridge.answer('certificate.request', () => ok(createdRequest));
bridge.answer('certificate.choose', () => ok(choice));
bridge.answer('certificate.import', () => ok(imported));
bridge.answer('certificate.attest', () => ok(attestation));
bridge.answer('certificate.export-public-key', () =>
  ok({ path: `${path}.pem`, sha256, bytes: 178, label: 'Time stamping', what: 'public key in PEM', publicKeySha256: sha256 }),
);
type CloneSceneName = keyof typeof cloneScenes;

declare global {
  interface Window {
    roomStage: { bridge: FakeBridge; show(scene: SceneName | CloneSceneName): void; showRawAesKey(): void };
  }
}
window.roomStage = {
  bridge,
  show: (scene) => bridge.push(scene in cloneScenes ? cloneScenes[scene as CloneSceneName] : scenes[scene as SceneName]),
  showRawAesKey: () => bridge.answer('key-file.open', () => ok(rawAesKey)),
};
Object.defineProperty(window, 'conclave', { value: bridge });
