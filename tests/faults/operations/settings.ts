import { authenticateWithDevice } from '../../../electron/ceremony/public-keys/public-key-authentication.ts';
import { registerFromFile } from '../../../electron/ceremony/public-keys/public-key-files.ts';
import { initialize } from '../../../electron/ceremony/set-up/initialize.ts';
import { deleteDomain, removeDomainDkek, setUpDomain } from '../../../electron/ceremony/set-up/key-domains.ts';
import { pins } from '../../ceremony/rehearsal-room.ts';
import type { Operation } from '../operation.ts';
import type { Scene } from '../scene.ts';
import { web } from './keys.ts';

const domain = ({ device }: Scene, number: number) => device.keyDomains?.[number]?.dkek.kind ?? 'none';
const inDomains = { cards: ['domains'], loggedIn: true, changesCard: true } as const;

export const settingOperations: readonly Operation[] = [
  {
    name: 'Initialize Device',
    cards: ['spare'],
    changesCard: true,
    erases: true,
    act: ({ room, serial, confirmation }) => {
      room.person.types({ 'so-pin': pins.so, 'new-user-pin': pins.user });
      const { workstation } = room;
      const options = { scheme: 'shares', shares: 2, retries: 3, resetWithSoPin: true } as const;
      return initialize(workstation, { serial, label: 'Again', confirmation, ...options });
    },
    look: ({ device }) => {
      const { dkek, label, keys } = device;
      if (dkek.kind === 'incomplete' && keys.length === 0) return label === 'Again' ? 'new' : 'half';
      if (label !== 'Vault 6' || keys[0]?.label !== 'Old') throw new Error('neither the old device nor the new one');
      return 'old';
    },
    // it has no label, and is initialized again
    repair: (scene) => settingOperations[0]?.act(scene) as Promise<unknown>,
  },
  {
    name: 'Set Up Key Domain',
    ...inDomains,
    act: ({ room, serial }) => setUpDomain(room.workstation, { serial, keyDomain: 1, shares: 2 }),
    look: (scene) => (domain(scene, 1) === 'incomplete' ? 'new' : 'old'),
  },
  {
    name: 'Remove DKEK',
    ...inDomains,
    act: ({ room, serial, confirmation }) => removeDomainDkek(room.workstation, { serial, keyDomain: 0, confirmation }),
    look: (scene) => (domain(scene, 0) === 'incomplete' ? 'new' : 'old'),
  },
  {
    name: 'Delete Key Domain',
    ...inDomains,
    prepare: ({ room, serial, confirmation }) => removeDomainDkek(room.workstation, { serial, keyDomain: 0, confirmation }),
    act: ({ room, serial, confirmation }) => deleteDomain(room.workstation, { serial, keyDomain: 0, confirmation }),
    look: (scene) => (domain(scene, 0) === 'none' ? 'new' : 'old'),
  },
  {
    name: 'Register Public Key',
    cards: ['keyed'],
    changesCard: true,
    act: (scene) => {
      scene.room.person.opens(scene.disk('travelling.pka'));
      return registerFromFile(scene.room.workstation, scene.serial);
    },
    look: ({ device }) => (device.pka?.registered === 1 ? 'new' : 'old'),
  },
  {
    name: 'Authenticate with Device',
    cards: ['guarded', 'vault'],
    ofSession: true,
    act: ({ room, serial }) => {
      room.person.types({ 'user-pin': pins.user });
      return authenticateWithDevice(room.workstation, serial, { serial: room.serialOf(1), reference: web });
    },
    look: ({ device }) => (device.pka?.authenticated === 1 ? 'new' : 'old'),
  },
];
