import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { login } from '../../../electron/ceremony/pins/login.ts';
import { deleteDomain, removeDomainDkek, setUpDomain } from '../../../electron/ceremony/set-up/key-domains.ts';
import { importShare } from '../../../electron/ceremony/shares/shares.ts';
import { SimulatedCard } from '../../../electron/simulator/card.ts';
import type { Fault } from '../../../electron/simulator/faults.ts';
import type { DkekState } from '../../../shared/models/snapshot.ts';
import type { Serial } from '../../../shared/numbers.ts';
import { interrupted, pulledAtAnyCommand } from '../pulled-card.ts';
import { pins, RehearsalRoom, strong } from '../rehearsal-room.ts';
import { logIn, makeShare, setUp } from '../steps.ts';

/** As in pulled-card.test.ts, for what is set on a device besides its keys: each scenario makes its own device. */
interface Scenario {
  readonly name: string;
  readonly prepare: (room: RehearsalRoom, serial: Serial) => Promise<void>;
  readonly act: (room: RehearsalRoom, serial: Serial) => Promise<unknown>;
  /** The card is back and not logged in: brings the operation to its end as its notice says, and checks the result. */
  readonly finish: (room: RehearsalRoom, serial: Serial, notice: string) => Promise<void>;
}

let share: string;

/** Logged in, with two key domains; number 0 waits for one share. */
async function withDomains(room: RehearsalRoom, serial: Serial): Promise<void> {
  await setUp(room, 0, { scheme: 'domains', domains: 2 });
  await logIn(room);
  await setUpDomain(room.workstation, { serial, keyDomain: 0, shares: 1 });
}

function importInto0(room: RehearsalRoom, serial: Serial): Promise<unknown> {
  room.person.opens(share).types({ password: strong });
  return importShare(room.workstation, serial, { keyDomain: 0 });
}

const domain = (room: RehearsalRoom, number: number): DkekState => room.device().keyDomains?.[number]?.dkek ?? { kind: 'none' };
const ownPin = '99887766';
const handedOver = { label: 'Handed over', scheme: 'none', transportPin: true } as const;

const scenarios: Scenario[] = [
  {
    name: 'Initialize Device',
    prepare: (room) => setUp(room, 0),
    act: (room) => setUp(room, 0, handedOver),
    finish: async (room, _, notice) => {
      const { label, userPin } = room.device();
      if (label === handedOver.label) {
        expect(notice).toContain('Its transport PIN can be tried only by changing it');
        expect(userPin).toEqual({ kind: 'transport' });
      }
      await setUp(room, 0, handedOver);
      expect(room.device()).toMatchObject({ label: 'Handed over', userPin: { kind: 'transport' } });
    },
  },
  {
    name: 'Login with User PIN',
    prepare: (room) => setUp(room, 0, handedOver),
    act: (room, serial) => {
      room.person.types({ 'user-pin': pins.user, 'new-user-pin': ownPin });
      return login(room.workstation, serial);
    },
    finish: async (room, serial, notice) => {
      if (room.device().userPin.kind === 'transport') {
        expect(notice).toMatch(/still has its transport PIN\. Change it again\.|nothing on the device was changed/);
        room.person.types({ 'user-pin': pins.user, 'new-user-pin': ownPin });
      } else room.person.types({ 'user-pin': ownPin });
      await login(room.workstation, serial);
      expect(room.device().userPin).toEqual({ kind: 'verified' });
    },
  },
  {
    name: 'Set Up Key Domain',
    prepare: withDomains,
    act: (room, serial) => setUpDomain(room.workstation, { serial, keyDomain: 1, shares: 2 }),
    finish: async (room, serial, notice) => {
      await logIn(room);
      if (domain(room, 1).kind === 'none') {
        expect(notice).toMatch(/is not set up\. Set it up again\.|nothing on the device was changed/);
        await setUpDomain(room.workstation, { serial, keyDomain: 1, shares: 2 });
      } else expect(notice).toContain('key domain 1 is set up. Import its DKEK shares.');
      expect(domain(room, 1)).toEqual({ kind: 'incomplete', shares: 2, imported: 0 });
    },
  },
  {
    name: 'Import DKEK Share',
    prepare: async (room, serial) => {
      share = (await makeShare(room, 'share.pbe')).path;
      await withDomains(room, serial);
    },
    act: importInto0,
    finish: async (room, serial, notice) => {
      await logIn(room);
      if (domain(room, 0).kind === 'complete') expect(notice).toContain('the DKEK is complete');
      else {
        expect(notice).toMatch(/did not reach the DKEK\. Import it again\.|nothing on the device was changed/);
        await importInto0(room, serial);
      }
      expect(domain(room, 0)).toMatchObject({ kind: 'complete', shares: 1 });
    },
  },
  {
    name: 'Remove DKEK',
    prepare: async (room, serial) => {
      share = (await makeShare(room, 'share.pbe')).path;
      await withDomains(room, serial);
      await importInto0(room, serial);
    },
    act: (room, serial) => removeDomainDkek(room.workstation, { serial, keyDomain: 0, confirmation: serial.slice(-4) }),
    finish: async (room, serial, notice) => {
      await logIn(room);
      if (domain(room, 0).kind === 'complete') {
        expect(notice).toMatch(/still has its DKEK\. Remove it again\.|nothing on the device was changed/);
        await removeDomainDkek(room.workstation, { serial, keyDomain: 0, confirmation: serial.slice(-4) });
      } else expect(notice).toContain('It waits for its shares.');
      expect(domain(room, 0)).toEqual({ kind: 'incomplete', shares: 1, imported: 0 });
    },
  },
  {
    name: 'Delete Key Domain',
    prepare: withDomains,
    act: (room, serial) => deleteDomain(room.workstation, { serial, keyDomain: 0, confirmation: serial.slice(-4) }),
    finish: async (room, serial, notice) => {
      await logIn(room);
      if (domain(room, 0).kind !== 'none') {
        expect(notice).toMatch(/is still there\. Delete it again\.|nothing on the device was changed/);
        await deleteDomain(room.workstation, { serial, keyDomain: 0, confirmation: serial.slice(-4) });
      } else expect(notice).toContain('key domain 0 is deleted.');
      expect(domain(room, 0)).toEqual({ kind: 'none' });
    },
  },
];

/** Runs the scenario with the card pulled at the command `at`; false when the operation ended before. */
async function pulledAt({ name, prepare, act, finish }: Scenario, fault: Fault): Promise<boolean> {
  const card = SimulatedCard.create({ serial: 'UTTEST00001' });
  const room = new RehearsalRoom();
  room.folder = await mkdtemp(join(tmpdir(), 'conclave-settings-'));
  try {
    room.add(card);
    room.fleet.start(room.readers);
    await room.ready();
    const serial = room.serialOf(0);
    await prepare(room, serial);
    const notice = await interrupted({ room, card, name }, fault, () => act(room, serial));
    if (notice === undefined) return false;
    await finish(room, serial, notice);
    expect(room.person.idle).toBe(true);
    return true;
  } finally {
    await room.close();
  }
}

pulledAtAnyCommand(scenarios, pulledAt);
