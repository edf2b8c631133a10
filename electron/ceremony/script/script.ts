import { Refusal, refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import { isWitness, type Plan, type PlannedPerson, type Step } from '../../../shared/models/plan.ts';
import type { ExceptionKind, PreflightFinding, ScriptSnapshot } from '../../../shared/models/script.ts';
import type { Entry, EntryKind, Facts } from '../../../shared/models/transcript.ts';
import type { Follower, Recorder } from '../transcript/recorder.ts';
import { beginHindrances, confirmHindrances, needsFitWorkstation, unfitness } from './hindrances.ts';
import { adoptedPlan, assertSound, keepPlan } from './plan-file.ts';
import { snapshotOf } from './script-snapshot.ts';
import { advance, beginning, currentStep, type ScriptState } from './state.ts';
import { changesBetween } from './workstation-changes.ts';

export interface ScriptParts {
  readonly recorder: Pick<Recorder, 'record'>;
  readonly practice: () => boolean;
  /** Looks at the workstation: well below a second, and never rejects. */
  readonly look: () => Promise<readonly PreflightFinding[]>;
  /** Gets what the Ceremony view shows after each change; undefined while no ceremony is under way. */
  readonly show: (snapshot: ScriptSnapshot | undefined) => void;
}

export interface ExceptionReport {
  readonly kind: ExceptionKind;
  readonly step?: string;
  readonly expected: string;
  readonly happened: string;
  readonly done: string;
  /** ID of the person who approves it. */
  readonly approvedBy: string;
}

/**
 * Leads through the plan of the open ceremony folder. Its state is what the transcript tells and nothing else: every change is
 * an entry first. Steps go in order; whoever leaves one out or repeats it says why, and who approved it.
 */
export class Script implements Follower {
  readonly #parts: ScriptParts;
  #state: ScriptState | undefined;
  /** The open ceremony folder. */
  #folder: string | undefined;
  #looking: Promise<void> = Promise.resolve();

  constructor(parts: ScriptParts) {
    this.#parts = parts;
  }

  /** Goes on with the ceremony that this transcript tells of, if any. Throws Refusal plan-changed, plan-unreadable, file-unreadable. */
  async opened(folder: string, entries: readonly Entry[]): Promise<void> {
    this.#folder = folder;
    this.#state = undefined;
    const adopted = entries.findLast(({ kind }) => kind === 'plan');
    if (adopted) {
      const { plan, sha256 } = await adoptedPlan(folder, String(adopted.facts['sha256']));
      this.#state = entries
        .slice(entries.indexOf(adopted) + 1)
        .reduce((state: ScriptState, entry) => advance(state, entry), beginning(plan, sha256, adopted.at));
    }
    this.#show();
  }

  closed(): void {
    this.#folder = undefined;
    this.#state = undefined;
    this.#show();
  }

  /** An entry that was added to the transcript. */
  added(entry: Entry): void {
    if (!this.#state) return;
    this.#state = advance(this.#state, entry);
    this.#show();
  }

  get snapshot(): ScriptSnapshot | undefined {
    return this.#state && snapshotOf(this.#state);
  }

  /** Begins the ceremony of this plan. Refusal no-ceremony-folder, script-running, plan-breaks-rules, plan-of-other-mode. */
  async adopt(plan: Plan): Promise<void> {
    const folder = this.#folder ?? refuse('no-ceremony-folder');
    if (this.#state && !this.#state.finishedAt) refuse('script-running');
    assertSound(plan);
    if (plan.practice !== this.#parts.practice()) refuse('plan-of-other-mode', { practice: plan.practice });
    const { sha256 } = await keepPlan(folder, plan);
    await this.#record('plan', { sha256, title: plan.title, practice: plan.practice });
    this.#state = beginning(plan, sha256, new Date().toISOString());
    this.#show();
  }

  /** Somebody came, and this is how their identity was checked; or left. Refusal script-unknown-person. */
  async person(id: string, present: boolean, identifiedBy = ''): Promise<void> {
    const { name, role } = this.#personOf(id);
    await this.#record('person', { person: id, name, role, present, ...(present ? { identifiedBy } : {}) });
  }

  /** This inserted device is the one that the plan calls by this ID. Refusal script-device-bound, script-device-planned. */
  async device(id: string, serial: string, certificateSha256: string, more: Facts = {}): Promise<void> {
    const { plan, devices } = this.#running();
    const planned = plan.devices.find((device) => device.id === id) ?? refuse('script-unknown-person');
    if (planned.serial !== undefined && planned.serial !== serial)
      refuse('script-device-planned', { device: id, planned: planned.serial, serial });
    const taken = [...devices].find(([other, bound]) => other === id || bound.serial === serial);
    if (taken && !(taken[0] === id && taken[1].serial === serial))
      refuse('script-device-bound', { device: taken[0], serial: taken[1].serial });
    await this.#record('device', { device: id, label: planned.label, serial, certificateSha256, ...more });
  }

  async material(what: string, direction: 'in' | 'out', mark: string): Promise<void> {
    this.#running();
    await this.#record('material', { what, direction, mark });
  }

  /** Records what was found on the workstation, and what is otherwise than at the last look. */
  async preflight(findings: readonly PreflightFinding[]): Promise<void> {
    if (!this.#state || this.#state.finishedAt) return;
    const compared = this.#state.preflight ? changesBetween(this.#state.preflight.findings, findings) : { changes: [], worse: [] };
    await this.#record('preflight', { findings: findings as unknown as Facts[], ...compared });
  }

  /**
   * Looks again before a PIN, a password or a share is asked for or shown; also before a step begins or ends. A change is an entry
   * and, in production, waits for an exception. Refusal workstation-not-fit in production while a check has failed.
   */
  async beforeSecret(): Promise<void> {
    await this.#lookAgain();
    const reason = this.#state && !this.#state.finishedAt ? unfitness(this.#state) : undefined;
    if (reason !== undefined) refuse('workstation-not-fit', { reason });
  }

  async #lookAgain(): Promise<void> {
    if (!this.#state || this.#state.finishedAt) return;
    // One look at a time, or a change would be recorded twice.
    this.#looking = this.#looking
      .catch(() => undefined)
      .then(async () => {
        const findings = await this.#parts.look();
        const before = this.#state?.preflight?.findings;
        if (!before || changesBetween(before, findings).changes.length > 0) await this.preflight(findings);
      });
    await this.#looking;
  }

  /** Refusal script-not-this-step, script-step-hindered. */
  async begin(step: string): Promise<void> {
    if (needsFitWorkstation(this.#dueStep(step).planned)) await this.#lookAgain();
    const { state, planned } = this.#dueStep(step);
    const [reason] = beginHindrances(state, planned);
    if (reason !== undefined) refuse('script-step-hindered', { step, reason });
    await this.#record('step', { step, title: planned.title, status: 'under way' });
  }

  /**
   * The step is done: operator and witness say so, having looked at each check. Refusal script-not-this-step, script-step-hindered,
   * script-checks-open, script-not-present, script-not-a-witness.
   */
  async confirm(step: string, checks: readonly string[], witness: string | undefined): Promise<void> {
    if (needsFitWorkstation(this.#dueStep(step).planned)) await this.#lookAgain();
    const { state, planned } = this.#dueStep(step);
    if (currentStep(state)?.status !== 'under way') refuse('script-step-hindered', { step, reason: t('It has not been begun.') });
    const missing = planned.checks.filter((check) => !checks.includes(check)).length;
    if (missing > 0) refuse('script-checks-open', { missing });
    const [reason] = confirmHindrances(state, planned);
    if (reason !== undefined) refuse('script-step-hindered', { step, reason });
    const operator = state.plan.people.find(({ id, role }) => role === 'operator' && state.people.get(id)?.present);
    const confirmedBy = planned.witnessed && state.plan.people.some(({ role }) => isWitness(role)) ? this.#witness(witness) : undefined;
    await this.#record('step', {
      step,
      title: planned.title,
      status: 'done',
      checks: [...planned.checks],
      operator: operator?.id ?? refuse('script-not-present', { name: t('The operator') }),
      ...(confirmedBy === undefined ? {} : { witness: confirmedBy }),
    });
  }

  /** Whatever is not as planned. A step is skipped or repeated by an exception only. Refusal script-not-present, script-not-this-step. */
  async exception({ kind, step, approvedBy, ...report }: ExceptionReport): Promise<void> {
    const state = this.#running();
    this.#present(approvedBy);
    if (kind === 'skip') this.#dueStep(step ?? '');
    if (kind === 'repeat' && state.steps.find(({ id }) => id === step)?.status !== 'done') {
      refuse('script-not-this-step', { step: step ?? t('without a number'), current: currentStep(state)?.id ?? t('none') });
    }
    const unexplained = state.unexplained.map(({ entry }) => entry);
    await this.#record('exception', { exception: kind, ...(step === undefined ? {} : { step }), ...report, approvedBy, unexplained });
  }

  async pause(reason: string): Promise<void> {
    this.#running();
    await this.#record('pause', { reason });
  }

  async goOn(): Promise<void> {
    if (!this.#running().pause) return;
    await this.#record('pause', { over: true });
  }

  /** All steps are over. Refusal script-step-hindered while one is left. */
  async finish(): Promise<void> {
    const state = this.#running();
    const left = currentStep(state);
    if (left) refuse('script-step-hindered', { step: left.id, reason: t('It has not been done.') });
    await this.#record('finished', { steps: state.steps.length, exceptions: state.exceptions.length });
  }

  #running(): ScriptState {
    const state = this.#state ?? refuse('script-not-running');
    if (state.finishedAt) refuse('script-finished');
    return state;
  }

  #dueStep(id: string): { state: ScriptState; planned: Step } {
    const state = this.#running();
    const due = currentStep(state);
    const planned = state.plan.acts.flatMap((act) => act.steps).find((step) => step.id === id);
    if (!planned || due?.id !== id) return refuse('script-not-this-step', { step: id, current: due?.id ?? t('none') });
    return { state, planned };
  }

  #personOf(id: string): PlannedPerson {
    return this.#running().plan.people.find((person) => person.id === id) ?? refuse('script-unknown-person');
  }

  #present(id: string): PlannedPerson {
    const person = this.#personOf(id);
    if (!this.#state?.people.get(id)?.present) refuse('script-not-present', { name: person.name });
    return person;
  }

  #witness(id: string | undefined): string {
    const person = this.#present(id ?? '');
    if (!isWitness(person.role)) refuse('script-not-a-witness', { name: person.name });
    return person.id;
  }

  async #record(kind: EntryKind, facts: Facts): Promise<void> {
    const recorded = await this.#parts.recorder.record(kind, facts);
    if (!recorded.ok) throw new Refusal(recorded.failure);
  }

  #show(): void {
    this.#parts.show(this.snapshot);
  }
}
