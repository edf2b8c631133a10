import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addCustodian, seal } from '../../../electron/ceremony/custody/custody-people.ts';
import { soloCheck } from '../../../electron/ceremony/custody/custody-solo.ts';
import { printFile, restoreFromPaper } from '../../../electron/ceremony/custody/paper-files.ts';
import { makeMinutes } from '../../../electron/ceremony/minutes/make-minutes.ts';
import { signHead } from '../../../electron/ceremony/minutes/sign-head.ts';
import { openPlan, savePlan } from '../../../electron/ceremony/script/plans.ts';
import { startCeremony } from '../../../electron/ceremony/script/start-ceremony.ts';
import { saveSettings } from '../../../electron/ceremony/webadm/settings.ts';
import { everyoneComes, plan, play, steps } from '../../ceremony/script/played-script.ts';
import type { Operation } from '../operation.ts';
import type { Scene } from '../scene.ts';
import { papersIn } from '../stage.ts';
import { web } from './keys.ts';

const holdings = ({ room }: Scene) => room.custody.register.holdings;
const part = (scene: Scene) => holdings(scene).find(({ kind, index }) => kind === 'password-share' && index === 1)?.sheetId ?? '';
const first = steps[0] as (typeof steps)[number];
const statusOf = ({ room }: Scene) => room.script.snapshot?.steps[0]?.status;

export const recordOperations: readonly Operation[] = [
  {
    name: 'Add Custodian',
    cards: [],
    act: ({ room }) => addCustodian(room.workstation, { name: 'Radia Perlman', organisation: '' }),
    look: ({ room }) => (room.custody.register.custodians.length === 4 ? 'new' : 'old'),
  },
  {
    name: 'Seal in Bag',
    cards: [],
    act: (scene) => seal(scene.room.workstation, part(scene), 'TEB 1'),
    look: (scene) => (JSON.stringify(holdings(scene)).includes('TEB 1') ? 'new' : 'old'),
  },
  {
    name: 'Check Alone',
    cards: [],
    act: async (scene) => {
      const [paper] = await papersIn(scene.folder);
      if (!paper) throw new Error('no papers');
      scene.room.desk.startOver().enters(paper);
      return soloCheck(scene.room.workstation, part(scene));
    },
  },
  {
    name: 'Print Sheet',
    cards: [],
    act: (scene) => {
      scene.room.person.opens(scene.disk('share.pbe'));
      return printFile(scene.room.workstation, { copies: 2, custodian: scene.room.custody.register.custodians[0]?.id });
    },
  },
  {
    name: 'Restore from Paper',
    cards: [],
    act: async (scene) => {
      // What is typed from the sheet: no file is read for it.
      const bytes = Uint8Array.from(await readFile(join(scene.folder, 'on-paper')));
      const { sheetId = '' } = holdings(scene).find(({ kind }) => kind === 'share-file-sheet') ?? {};
      scene.room.desk.startOver().brings({ kind: 'share-file', sheetId, bytes, typedLines: 6, scannedCodes: 0 });
      scene.room.person.saves(scene.fresh('restored.pbe'));
      return restoreFromPaper(scene.room.workstation);
    },
  },
  {
    name: 'Open Ceremony Folder',
    cards: [],
    prepare: (scene) => mkdir(scene.disk('other')),
    act: ({ room }) => room.custody.open(room.path('other')),
  },
  {
    name: 'Save and Open Plan',
    cards: [],
    act: async (scene) => {
      const path = scene.fresh('plan.json');
      scene.room.person.saves(path).opens(path);
      await savePlan(scene.room.workstation, plan);
      await openPlan(scene.room.workstation);
    },
  },
  {
    name: 'Start Ceremony',
    cards: [],
    act: ({ room }) => startCeremony(room.workstation, plan),
    look: ({ room }) => (room.script.snapshot ? 'new' : 'old'),
  },
  {
    name: 'Step of the script',
    cards: [],
    prepare: ({ room }) => startCeremony(room.workstation, plan),
    act: async (scene) => {
      const { script } = scene.room;
      if (statusOf(scene) === 'waiting') await script.begin(first.id);
      await everyoneComes(scene.room);
      await script.confirm(first.id, first.checks, first.witnessed ? 'witness' : undefined);
    },
    look: (scene) => (statusOf(scene) === 'done' ? 'new' : 'old'),
  },
  {
    name: 'Close Ceremony',
    cards: [],
    prepare: async ({ room }) => {
      await startCeremony(room.workstation, plan);
      for (const step of steps) await play(room, step);
    },
    act: ({ room }) => room.script.finish(),
    look: ({ room }) => (room.script.snapshot?.finishedAt ? 'new' : 'old'),
  },
  { name: 'Minutes', cards: [], act: ({ room }) => makeMinutes(room.workstation) },
  {
    name: 'Sign Transcript',
    cards: ['vault'],
    loggedIn: true,
    act: ({ room, serial }) => signHead(room.workstation, serial, web),
  },
  {
    name: 'Save WebADM settings',
    cards: ['vault'],
    act: (scene) => {
      const { room, serial } = scene;
      room.person.saves(scene.fresh('webadm.conf')).types({ 'user-pin': '987654' });
      return saveSettings(room.workstation, { serials: [serial], keys: ['Bystander'], withPin: true });
    },
  },
];
