import { mkdirSync } from 'node:fs';
import { saveEvidence } from '../../../electron/ceremony/certificates/attestation.ts';
import { ChosenCertificates } from '../../../electron/ceremony/certificates/chosen-certificates.ts';
import { createRequest } from '../../../electron/ceremony/certificates/create-request.ts';
import { importCertificate as importForKey } from '../../../electron/ceremony/certificates/import-certificate.ts';
import { KeyFileDesk } from '../../../electron/ceremony/import-key/key-file-desk.ts';
import { openKey } from '../../../electron/ceremony/keys/keys.ts';
import { deleteStoredObject, renameObject } from '../../../electron/ceremony/objects/change-object.ts';
import { exportObject } from '../../../electron/ceremony/objects/export-object.ts';
import { importCertificate } from '../../../electron/ceremony/objects/import-certificate.ts';
import { importData } from '../../../electron/ceremony/objects/import-data.ts';
import { readObjects } from '../../../electron/ceremony/objects/read-objects.ts';
import { readCertificates } from '../../../electron/codec/certificate.ts';
import { readFileBounded } from '../../../electron/files/read.ts';
import type { StoredObject } from '../../../shared/models/stored-object.ts';
import { objectFile } from '../../../shared/numbers.ts';
import { strong } from '../../ceremony/rehearsal-room.ts';
import type { Operation, Outcome } from '../operation.ts';
import type { Scene } from '../scene.ts';
import { deleteUndescribed, lookForKey, web } from './keys.ts';

const root = objectFile(0xca00);

async function objectsOf({ room, serial, device }: Scene): Promise<readonly StoredObject[]> {
  if (device.userPin.kind === 'not-set') return [];
  await readObjects(room.workstation, serial);
  const { objects } = room.device();
  return objects.kind === 'read' ? objects.all : [];
}

const lookFor =
  (label: string) =>
  async (scene: Scene): Promise<Outcome> => {
    const all = await objectsOf(scene);
    if (all.some(({ state }) => state !== 'whole')) return 'half';
    return all.some((object) => object.label === label) ? 'new' : 'old';
  };

/** What is there in part is deleted, as the app says. */
async function deletePart(scene: Scene): Promise<void> {
  const part = (await objectsOf(scene)).find(({ state }) => state !== 'whole');
  if (part) await deleteStoredObject(scene.room.workstation, scene.serial, part.file, scene.confirmation);
}

async function importWebCertificate(scene: Scene): Promise<void> {
  const chosen = new ChosenCertificates();
  const { bytes } = await readFileBounded(scene.disk('web.pem'), 1 << 20);
  const certificates = chosen.keep(readCertificates(bytes));
  const accepted = ['The issuer of CN=Web is not among the given certificates: O=Example, CN=Example Issuing.'];
  const order = { serial: scene.serial, reference: web, certificates, accepted, reason: 'a test' };
  await importForKey(scene.room.workstation, chosen, order);
}

const fromFile = (file: string): Operation => ({
  name: 'Import from PKCS#12',
  of: file,
  cards: ['vault'],
  loggedIn: true,
  changesCard: true,
  act: async ({ room, serial }) => {
    const desk = new KeyFileDesk(room.workstation);
    room.person.opens(room.path(file), room.path('share.pbe')).types({ password: strong });
    const { ticket } = await desk.open(serial);
    const wanted = { serial, label: 'From file', capabilities: [0x10, 0x11, 0x92], shares: [], backup: false };
    return desk.import(ticket, 0, wanted);
  },
  look: (scene) => lookForKey(scene, 'From file'),
  repair: deleteUndescribed,
});

const onVault = { cards: ['vault'], loggedIn: true } as const;

export const objectOperations: readonly Operation[] = [
  fromFile('from-file.pem'),
  fromFile('from-file.hex'),
  {
    name: 'Create CSR',
    ...onVault,
    act: (scene) => {
      scene.room.person.saves(scene.fresh('web.csr'));
      const content = { subject: [{ type: 'CN', value: 'Web' } as const], names: [], keyUsage: [], extendedKeyUsage: [] };
      return createRequest(scene.room.workstation, { serial: scene.serial, reference: web, content, format: 'PEM' });
    },
  },
  {
    name: 'Import Certificate',
    of: 'of a key',
    ...onVault,
    changesCard: true,
    act: importWebCertificate,
    look: async (scene) => {
      // a login puts back what was cut off
      await scene.logIn();
      await openKey(scene.room.workstation, scene.serial, web);
      const { certificate } = scene.key('Web')?.details ?? {};
      if (certificate === 'x509') return 'new';
      return certificate === 'request' ? 'old' : 'half';
    },
    repair: importWebCertificate,
  },
  {
    name: 'Save Evidence',
    ...onVault,
    act: (scene) => {
      // the person makes a new folder, in the dialog
      const folder = scene.fresh('evidence');
      mkdirSync(folder);
      scene.room.person.opens(folder);
      return saveEvidence(scene.room.workstation, scene.serial, web);
    },
  },
  {
    name: 'Import Certificate',
    cards: ['spare'],
    loggedIn: true,
    changesCard: true,
    act: (scene) => {
      scene.room.person.opens(scene.disk('root.pem'));
      return importCertificate(scene.room.workstation, scene.serial);
    },
    look: lookFor('Example Root'),
    repair: deletePart,
  },
  ...[false, true].map(
    (confidential): Operation => ({
      name: 'Import Data',
      of: confidential ? 'confidential' : 'public',
      ...onVault,
      changesCard: true,
      act: (scene) => {
        scene.room.person.opens(scene.disk('data'));
        return importData(scene.room.workstation, { serial: scene.serial, label: 'Stored', application: 'Minutes', confidential });
      },
      look: lookFor('Stored'),
      repair: deletePart,
    }),
  ),
  {
    name: 'Export Object',
    ...onVault,
    prepare: ({ room, serial }) => readObjects(room.workstation, serial),
    act: async (scene) => {
      await readObjects(scene.room.workstation, scene.serial);
      scene.room.person.saves(scene.fresh('root.pem'));
      return exportObject(scene.room.workstation, scene.serial, root);
    },
  },
  {
    name: 'Rename Object',
    ...onVault,
    changesCard: true,
    act: async ({ room, serial }) => {
      await readObjects(room.workstation, serial);
      await renameObject(room.workstation, serial, root, 'Renamed');
    },
    look: lookFor('Renamed'),
  },
  {
    name: 'Delete Object',
    ...onVault,
    changesCard: true,
    act: async ({ room, serial, confirmation }) => {
      await readObjects(room.workstation, serial);
      await deleteStoredObject(room.workstation, serial, root, confirmation);
    },
    look: async (scene) => {
      const [left] = await objectsOf(scene);
      if (!left) return 'new';
      return left.state === 'whole' ? 'old' : 'half';
    },
    repair: deletePart,
  },
];
