import { createShare, importShare } from '../../../electron/ceremony/shares/shares.ts';
import { createSplitShare, reissueShare } from '../../../electron/ceremony/shares/split-share.ts';
import { strong } from '../../ceremony/rehearsal-room.ts';
import type { Operation } from '../operation.ts';
import type { Scene } from '../scene.ts';
import { papersIn } from '../stage.ts';

const custodians = ({ room }: Scene) => room.custody.register.custodians.map(({ id }) => id);
const hasDkek = ({ device }: Scene) => (device.dkek.kind === 'complete' ? 'new' : 'old');

export const shareOperations: readonly Operation[] = [
  {
    name: 'Create DKEK Share',
    cards: ['vault'],
    act: (scene) => {
      scene.room.person.saves(scene.fresh('made.pbe')).types({ password: strong });
      return createShare(scene.room.workstation, scene.serial);
    },
  },
  {
    name: 'Create DKEK Share',
    of: 'split',
    cards: ['vault'],
    act: (scene) => {
      scene.room.person.saves(scene.fresh('made.pbe'));
      return createSplitShare(scene.room.workstation, scene.serial, { threshold: 2, custodians: custodians(scene) });
    },
    look: ({ room }) => (room.custody.register.sets.length === 2 ? 'new' : 'old'),
  },
  {
    name: 'Re-issue Shares',
    cards: ['vault'],
    act: async (scene) => {
      const { room } = scene;
      const [first, second] = await papersIn(scene.folder);
      if (!first || !second) throw new Error('no papers');
      room.person.opens(scene.disk('split.pbe')).saves(scene.fresh('made.pbe'));
      room.desk.startOver().enters(first, second);
      const [set] = room.custody.register.sets;
      return reissueShare(room.workstation, set?.setId ?? '', { threshold: 2, custodians: custodians(scene) });
    },
    look: ({ room }) => (room.custody.register.sets.length === 2 ? 'new' : 'old'),
  },
  {
    name: 'Import DKEK Share',
    cards: ['awaiting'],
    loggedIn: true,
    changesCard: true,
    act: (scene) => {
      scene.room.person.opens(scene.disk('share.pbe')).types({ password: strong });
      return importShare(scene.room.workstation, scene.serial, {});
    },
    look: hasDkek,
  },
  {
    name: 'Import DKEK Share',
    of: 'quorum',
    cards: ['awaiting'],
    loggedIn: true,
    changesCard: true,
    act: async (scene) => {
      const [first, second] = await papersIn(scene.folder);
      if (!first || !second) throw new Error('no papers');
      scene.room.person.opens(scene.disk('split.pbe'));
      scene.room.desk.startOver().enters(first, second);
      return importShare(scene.room.workstation, scene.serial, { by: 'quorum' });
    },
    look: hasDkek,
  },
];
