import { enumerateObjects } from '../../../electron/card/objects.ts';
import { testKey } from '../../../electron/ceremony/key-test/test-key.ts';
import { generateAes, generateEc, generateRsa } from '../../../electron/ceremony/keys/generate.ts';
import { exportKey, importKey } from '../../../electron/ceremony/keys/key-files.ts';
import { deleteKey, renameKey } from '../../../electron/ceremony/keys/keys.ts';
import { logout } from '../../../electron/ceremony/pins/login.ts';
import { keyReference } from '../../../shared/numbers.ts';
import type { Operation, Outcome } from '../operation.ts';
import type { Scene } from '../scene.ts';

export const bystander = keyReference(1);
export const web = keyReference(2);

/** A key of this label is there and works; or nothing of it; or one without description. */
export async function lookForKey(scene: Scene, label: string): Promise<Outcome> {
  if (scene.undescribed) return 'half';
  const key = scene.key(label);
  if (!key) return 'old';
  await scene.logIn();
  const { passed } = await testKey(scene.room.workstation, scene.serial, key.reference);
  if (!passed) throw new Error(`the key ${label} is there and does not work`);
  return 'new';
}

export async function deleteUndescribed(scene: Scene): Promise<void> {
  const reference = scene.undescribed?.reference;
  if (reference !== undefined) await deleteKey(scene.room.workstation, scene.serial, reference, scene.confirmation);
}

const generating = (name: string, act: Operation['act']): Operation => ({
  name,
  cards: ['vault'],
  loggedIn: true,
  changesCard: true,
  act,
  look: (scene) => lookForKey(scene, 'Made'),
  repair: (scene) => renameKey(scene.room.workstation, scene.serial, scene.undescribed?.reference ?? web, 'Made'),
});

export const keyOperations: readonly Operation[] = [
  generating('Generate AES Key', ({ room, serial }) =>
    generateAes(room.workstation, { serial, label: 'Made', size: 128, capabilities: [0x10, 0x11, 0x18, 0x92] }),
  ),
  generating('Generate ECC Key', ({ room, serial }) => generateEc(room.workstation, { serial, label: 'Made', curve: 'brainpoolP256r1' })),
  generating('Generate RSA Key', ({ room, serial }) => generateRsa(room.workstation, { serial, label: 'Made', size: 1024 })),
  {
    name: 'Rename Key',
    cards: ['vault'],
    loggedIn: true,
    changesCard: true,
    act: ({ room, serial }) => renameKey(room.workstation, serial, web, 'After'),
    look: (scene) => {
      if (scene.key('After')) return 'new';
      if (!scene.key('Web')) throw new Error('the key has neither name');
      return 'old';
    },
  },
  {
    name: 'Delete Key',
    cards: ['vault'],
    loggedIn: true,
    changesCard: true,
    act: ({ room, serial, confirmation }) => deleteKey(room.workstation, serial, web, confirmation),
    look: async (scene) => {
      if (scene.key('Web')) return 'old';
      // what may be left of its description is removed at the next login
      await logout(scene.room.workstation, scene.serial);
      await scene.logIn();
      const left = await scene.room.fleet.run(scene.serial, 'Look', ({ session }) => enumerateObjects(session));
      return left.includes(0xc402) ? 'half' : 'new';
    },
    repair: ({ room, serial, confirmation }) => deleteKey(room.workstation, serial, web, confirmation),
  },
  {
    name: 'Export Key',
    cards: ['vault'],
    loggedIn: true,
    act: (scene) => {
      scene.room.person.saves(scene.fresh('made.wky'));
      return exportKey(scene.room.workstation, scene.serial, bystander);
    },
  },
  {
    name: 'Import Key',
    cards: ['vault'],
    loggedIn: true,
    changesCard: true,
    act: ({ room, serial }) => {
      room.person.opens(room.path('travelling.wky'));
      return importKey(room.workstation, serial);
    },
    look: (scene) => lookForKey(scene, 'Travelling'),
    repair: deleteUndescribed,
  },
];
