import { t } from '../../../shared/language/text.ts';
import type { Plan } from '../../../shared/models/plan.ts';
import type {
  Evidence,
  PreflightFinding,
  ScriptException,
  ScriptMaterial,
  ScriptPerson,
  ScriptSnapshot,
  ScriptStep,
} from '../../../shared/models/script.ts';
import type { Entry, Facts } from '../../../shared/models/transcript.ts';
import { belongsTo, comparableFacts, type DoneOperation, deviationsOf, isPartOf } from './expected.ts';
import type { WorkstationChanges } from './workstation-changes.ts';

/** What a ceremony has come to: a fold over its transcript, so that it goes on after a restart where it was. */
export interface ScriptState {
  readonly plan: Plan;
  readonly planSha256: string;
  readonly begunAt: string;
  readonly people: ReadonlyMap<string, ScriptPerson>;
  readonly devices: ReadonlyMap<string, { readonly serial: string; readonly certificateSha256: string }>;
  readonly materials: readonly ScriptMaterial[];
  readonly steps: readonly ScriptStep[];
  readonly exceptions: readonly ScriptException[];
  readonly unexplained: readonly Evidence[];
  readonly pause?: { readonly at: string; readonly reason: string } | undefined;
  readonly preflight?: ScriptSnapshot['preflight'];
  readonly finishedAt?: string;
  /** Operations whose outcome has not come yet, by entry number. */
  readonly open: ReadonlyMap<number, Omit<DoneOperation, 'answer'>>;
}

export function beginning(plan: Plan, planSha256: string, begunAt: string): ScriptState {
  const steps = plan.acts.flatMap((act) => act.steps.map(({ id }): ScriptStep => ({ id, status: 'waiting', evidence: [] })));
  const people = new Map(plan.people.map(({ id }) => [id, { id, present: false }]));
  return { plan, planSha256, begunAt, people, devices: new Map(), materials: [], steps, exceptions: [], unexplained: [], open: new Map() };
}

/** The step under way, or the first that waits. */
export const currentStep = ({ steps }: Pick<ScriptState, 'steps'>): ScriptStep | undefined =>
  steps.find(({ status }) => status === 'under way') ?? steps.find(({ status }) => status === 'waiting');

interface PreflightFacts extends Partial<WorkstationChanges> {
  readonly findings: readonly PreflightFinding[];
}

/** The state after one more entry. Entries of other subjects leave it as it is. */
export function advance(state: ScriptState, { n, at, kind, facts }: Entry): ScriptState {
  switch (kind) {
    case 'person':
      return { ...state, people: new Map(state.people).set(text(facts, 'person'), personAfter(state, at, facts)) };
    case 'device': {
      const bound = { serial: text(facts, 'serial'), certificateSha256: text(facts, 'certificateSha256') };
      return { ...state, devices: new Map(state.devices).set(text(facts, 'device'), bound) };
    }
    case 'material': {
      const direction = text(facts, 'direction') === 'out' ? 'out' : 'in';
      return { ...state, materials: [...state.materials, { at, what: text(facts, 'what'), direction, mark: text(facts, 'mark') }] };
    }
    case 'preflight':
      return afterPreflight(state, n, at, facts);
    case 'step':
      return withStep(state, text(facts, 'step'), (step) => stepAfter(step, at, facts));
    case 'exception':
      return afterException(state, n, at, facts);
    case 'pause':
      return { ...state, pause: facts['over'] === true ? undefined : { at, reason: text(facts, 'reason') } };
    case 'finished':
      return { ...state, finishedAt: at };
    case 'resumed':
      return afterRestart(state, n, at);
    case 'operation':
      return { ...state, open: new Map(state.open).set(n, operationOf(facts)) };
    case 'outcome':
      return afterOutcome(state, n, at, facts);
    default:
      return state;
  }
}

/**
 * A workstation that has become otherwise waits for an exception. Not while the step is under way that is about mending it, and not in
 * a rehearsal, which only warns.
 */
function afterPreflight(state: ScriptState, n: number, at: string, facts: Facts): ScriptState {
  const { findings, changes, worse } = facts as unknown as PreflightFacts;
  const after = { ...state, preflight: { at, findings, ...(changes?.length ? { changes } : {}) } };
  const due = currentStep(state);
  const planned = state.plan.acts.flatMap((act) => act.steps).find(({ id }) => id === due?.id);
  const isBeingMended = due?.status === 'under way' && planned?.action.do === 'preflight';
  if (state.plan.practice || isBeingMended || !worse?.length) return after;
  return unexplained(after, { entry: n, at, words: t('The workstation is not as it was'), facts: [], deviations: worse });
}

function personAfter(state: ScriptState, at: string, facts: Facts): ScriptPerson {
  const id = text(facts, 'person');
  const before = state.people.get(id) ?? { id, present: false };
  if (facts['present'] === true) return { ...before, present: true, arrivedAt: at, identifiedBy: text(facts, 'identifiedBy') };
  return { ...before, present: false, leftAt: at };
}

function stepAfter(step: ScriptStep, at: string, facts: Facts): ScriptStep {
  switch (facts['status']) {
    case 'under way':
      return { ...step, status: 'under way', begunAt: step.begunAt ?? at };
    case 'done':
      return {
        ...step,
        status: 'done',
        doneAt: at,
        operator: text(facts, 'operator'),
        ...(typeof facts['witness'] === 'string' ? { witness: facts['witness'] } : {}),
      };
    default:
      return step;
  }
}

/** An exception explains what is unexplained; to skip or repeat a step is an exception too. */
function afterException(state: ScriptState, n: number, at: string, facts: Facts): ScriptState {
  const step = typeof facts['step'] === 'string' ? facts['step'] : undefined;
  const exception: ScriptException = {
    entry: n,
    at,
    kind: text(facts, 'exception') as ScriptException['kind'],
    ...(step === undefined ? {} : { step }),
    expected: text(facts, 'expected'),
    happened: text(facts, 'happened'),
    done: text(facts, 'done'),
    approvedBy: text(facts, 'approvedBy'),
  };
  const after: ScriptState = { ...state, exceptions: [...state.exceptions, exception], unexplained: [] };
  if (step === undefined) return after;
  if (exception.kind === 'skip') return withStep(after, step, (each) => ({ ...each, status: 'skipped', doneAt: at }));
  // What was seen the first time does not count for the second.
  if (exception.kind === 'repeat')
    return withStep(after, step, ({ doneAt: _, ...each }) => ({
      ...each,
      status: 'under way',
      evidence: each.evidence.map((seen) => ({ ...seen, isPart: true })),
    }));
  return after;
}

function operationOf(facts: Facts): Omit<DoneOperation, 'answer'> {
  return {
    operation: text(facts, 'operation'),
    words: text(facts, 'words'),
    changesCard: facts['changesCard'] === true,
    request: (facts['request'] as Facts | undefined) ?? {},
  };
}

/**
 * What the app has done becomes evidence of the step that asked for it; a change of a card that none asked for waits for an
 * exception, also one that did not come to its end: it may have changed the card all the same.
 */
function afterOutcome(state: ScriptState, n: number, at: string, facts: Facts): ScriptState {
  const of = facts['of'] as number;
  const begun = state.open.get(of);
  const open = new Map(state.open);
  open.delete(of);
  const after = { ...state, open };
  const outcome = text(facts, 'outcome');
  if (!begun || outcome === 'cancelled') return after;
  const isDone = outcome === 'done';
  const done: DoneOperation = { ...begun, answer: (facts['answer'] as Facts | undefined) ?? {} };
  const serials = new Map([...state.devices].map(([id, { serial }]) => [id, serial]));
  const planned = state.plan.acts.flatMap((act) => act.steps).find(({ id }) => id === currentStep(state)?.id);
  const isAsked = planned !== undefined && !state.pause && currentStep(state)?.status === 'under way' && belongsTo(planned, done, serials);
  if (isAsked) {
    const deviations = isDone ? deviationsOf(state.plan, planned, done, serials) : [];
    const evidence: Evidence = {
      ...{
        entry: n,
        at,
        words: isDone ? done.words : t('{operation}: {said}', { operation: done.words, said: text(facts, 'said') }),
        deviations,
      },
      facts: isDone ? comparableFacts(done) : [],
      ...(isDone && !isPartOf(planned, done) ? {} : { isPart: true }),
    };
    const next = withStep(after, planned.id, (step) => ({ ...step, evidence: [...step.evidence, evidence] }));
    return deviations.length > 0 ? { ...next, unexplained: [...next.unexplained, evidence] } : next;
  }
  // A login by itself changes nothing, and is recorded like everything.
  if (!done.changesCard) return after;
  const why = isDone
    ? t('no step asked for it')
    : t('no step asked for it, and it did not come to its end: {said}', { said: text(facts, 'said') });
  return unexplained(after, { entry: n, at, words: done.words, facts: comparableFacts(done), deviations: [why] });
}

/** What had begun to change a card when the app ended was not seen to its end. */
function afterRestart(state: ScriptState, n: number, at: string): ScriptState {
  const broken = [...state.open.values()].filter(({ changesCard }) => changesCard);
  return broken.reduce<ScriptState>(
    (after, begun) =>
      unexplained(after, {
        ...{ entry: n, at, words: begun.words, facts: comparableFacts({ ...begun, answer: {} }) },
        deviations: [t('it had begun when the app ended; nobody saw its end: look at the device')],
      }),
    { ...state, open: new Map() },
  );
}

const unexplained = (state: ScriptState, evidence: Evidence): ScriptState => ({ ...state, unexplained: [...state.unexplained, evidence] });

function withStep(state: ScriptState, id: string, change: (step: ScriptStep) => ScriptStep): ScriptState {
  return { ...state, steps: state.steps.map((step) => (step.id === id ? change(step) : step)) };
}

const text = (facts: Facts, name: string): string => (typeof facts[name] === 'string' ? (facts[name] as string) : '');
