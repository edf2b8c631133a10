import { hex } from '../../../shared/bytes.ts';
import type { ScriptSnapshot } from '../../../shared/models/script.ts';
import { pgpWords } from '../../../shared/pgp-words.ts';
import { beginHindrances, confirmHindrances } from './hindrances.ts';
import { currentStep, type ScriptState } from './state.ts';

/** What the Ceremony view draws of a ceremony. */
export function snapshotOf(state: ScriptState): ScriptSnapshot {
  const { plan, planSha256, begunAt, people, devices, materials, steps, exceptions, unexplained, pause, preflight, finishedAt } = state;
  const due = currentStep(state);
  const planned = plan.acts.flatMap((act) => act.steps).find(({ id }) => id === due?.id);
  const hindrances =
    !planned || finishedAt ? [] : due?.status === 'under way' ? confirmHindrances(state, planned) : beginHindrances(state, planned);
  return {
    plan,
    planSha256,
    planWords: pgpWords(hex.decode(planSha256)),
    people: [...people.values()],
    devices: plan.devices.map(({ id }) => ({ id, ...devices.get(id) })),
    materials,
    steps,
    ...(due ? { current: due.id } : {}),
    hindrances,
    exceptions,
    unexplained,
    ...(pause ? { pause } : {}),
    ...(preflight ? { preflight } : {}),
    begunAt,
    ...(finishedAt ? { finishedAt } : {}),
  };
}
