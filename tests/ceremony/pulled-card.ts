import { describe, expect, test } from 'vitest';
import type { SimulatedCard } from '../../electron/simulator/card.ts';
import type { Fault } from '../../electron/simulator/faults.ts';
import { Refusal } from '../../shared/failure.ts';
import type { RehearsalRoom } from './rehearsal-room.ts';

/**
 * Does `act` with the card pulled as the fault says, and puts it back: the notice that explains it, or undefined when the
 * operation had ended before.
 */
export async function interrupted(
  { room, card, name }: { readonly room: RehearsalRoom; readonly card: SimulatedCard; readonly name: string },
  fault: Fault,
  act: () => Promise<unknown>,
): Promise<string | undefined> {
  card.faults.add(fault);
  const failed = await act().then(
    () => undefined,
    (error: unknown) => error,
  );
  card.faults.clear();
  if (failed === undefined) return undefined;
  expect(failed).toBeInstanceOf(Refusal);
  expect((failed as Refusal).failure).toMatchObject({ code: 'card-removed', what: `The device was removed during: ${name}.` });
  expect(room.card()).toEqual({ kind: 'empty' });
  room.person.startOver();
  await room.reinsert();
  const { notice = '' } = room.device();
  expect(notice).toContain(`${name} was interrupted: `);
  return notice;
}

/** Each scenario, pulled at its first command, its second, and so on, until `pulledAt` says that it ended before. */
export function pulledAtAnyCommand<Scenario extends { readonly name: string; readonly what?: string | undefined }>(
  scenarios: readonly Scenario[],
  pulledAt: (scenario: Scenario, fault: Fault) => Promise<boolean>,
): void {
  describe('a card pulled at any command', () => {
    for (const scenario of scenarios) {
      for (const after of [false, true]) {
        const what = scenario.what ? ` (${scenario.what})` : '';
        test(`of ${scenario.name}${what}, ${after ? 'after it was done' : 'before it was done'}, leaves a state that is explained and repaired`, async () => {
          let at = 1;
          while (await pulledAt(scenario, { at, kind: 'removed', after })) at++;
          expect(at).toBeGreaterThan(1);
        });
      }
    }
  });
}
