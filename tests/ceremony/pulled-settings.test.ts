import { describe, expect, test } from 'vitest';
import { login } from '../../electron/ceremony/login.ts';
import { SimulatedCard } from '../../electron/simulator/card.ts';
import type { Fault } from '../../electron/simulator/faults.ts';
import { Refusal } from '../../shared/failure.ts';
import type { Serial } from '../../shared/numbers.ts';
import { pins, RehearsalRoom } from './rehearsal-room.ts';
import { setUp } from './steps.ts';

/** As in pulled-card.test.ts, for what is set on a device besides its keys: each scenario makes its own device. */
interface Scenario {
  readonly name: string;
  readonly prepare: (room: RehearsalRoom, serial: Serial) => Promise<void>;
  readonly act: (room: RehearsalRoom, serial: Serial) => Promise<unknown>;
  /** The card is back and not logged in: brings the operation to its end as its notice says, and checks the result. */
  readonly finish: (room: RehearsalRoom, serial: Serial, notice: string) => Promise<void>;
}

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
];

/** Runs the scenario with the card pulled at the command `at`; false when the operation ended before. */
async function pulledAt({ name, prepare, act, finish }: Scenario, fault: Fault): Promise<boolean> {
  const card = SimulatedCard.create({ serial: 'UTTEST00001' });
  const room = new RehearsalRoom();
  try {
    room.add(card);
    room.fleet.start(room.readers);
    await room.ready();
    const serial = room.serialOf(0);
    await prepare(room, serial);
    card.faults.add(fault);
    const failed = await act(room, serial).then(
      () => undefined,
      (error: unknown) => error,
    );
    card.faults.clear();
    if (failed === undefined) return false;
    expect(failed).toBeInstanceOf(Refusal);
    expect((failed as Refusal).failure).toMatchObject({ code: 'card-removed', what: `The device was removed during: ${name}.` });
    room.person.startOver();
    await room.reinsert();
    const { notice = '' } = room.device();
    expect(notice).toContain(`${name} was interrupted: `);
    await finish(room, serial, notice);
    expect(room.person.idle).toBe(true);
    return true;
  } finally {
    await room.fleet.stop();
  }
}

describe('a card pulled at any command', () => {
  for (const scenario of scenarios) {
    for (const after of [false, true]) {
      test(`of ${scenario.name}, ${after ? 'after it was done' : 'before it was done'}, leaves a state that is explained and repaired`, async () => {
        let at = 1;
        while (await pulledAt(scenario, { at, kind: 'removed', after })) at++;
        expect(at).toBeGreaterThan(1);
      });
    }
  }
});
