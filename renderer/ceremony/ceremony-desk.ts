import { refitPlan } from '../../shared/ceremony/templates/acts.ts';
import type { Plan } from '../../shared/models/plan.ts';

/** A plan that is being written. It is in no file until it is saved. */
export interface PlanDraft {
  /** Another number for each plan that comes onto the desk: fields of the one before it must not stay. */
  readonly number: number;
  readonly plan: Plan;
  /** Where it was saved or opened last, and whether it has changed since. */
  readonly path?: string;
  readonly isChanged: boolean;
  /** Its steps are not those of the template: somebody wrote them by hand, and they are kept. */
  readonly hasOwnSteps: boolean;
  /** Fields whose text is no value that a plan can have. */
  readonly unfit: ReadonlySet<string>;
}

export interface DeskState {
  readonly draft?: PlanDraft;
  /** `<begun at> <step> <number of the check>` */
  readonly ticks: ReadonlySet<string>;
  /** The step that is looked at, where it is not the one that is due. */
  readonly looked?: string;
}

/** What the Ceremony view keeps while other views are shown. It ends with the window: what must last is in files. */
export class CeremonyDesk {
  readonly #listeners = new Set<() => void>();
  #state: DeskState = { ticks: new Set() };
  #lastNumber = 0;

  get state(): DeskState {
    return this.#state;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** A new plan, or one from a file. */
  take(plan: Plan, path?: string): void {
    const hasOwnSteps = JSON.stringify(refitPlan(plan).acts) !== JSON.stringify(plan.acts);
    const number = ++this.#lastNumber;
    this.#set({
      draft: { number, plan, ...(path === undefined ? {} : { path }), isChanged: path === undefined, hasOwnSteps, unfit: new Set() },
    });
  }

  /** The plan with other facts; its steps follow, unless they were written by hand. */
  change(facts: Partial<Plan>): void {
    const { draft } = this.#state;
    if (!draft) return;
    const plan = { ...draft.plan, ...facts };
    this.#set({ draft: { ...draft, plan: draft.hasOwnSteps ? plan : refitPlan(plan), isChanged: true } });
  }

  /** Gives up the steps that were written by hand. */
  makeSteps(): void {
    const { draft } = this.#state;
    if (draft) this.#set({ draft: { ...draft, plan: refitPlan(draft.plan), hasOwnSteps: false, isChanged: true } });
  }

  setUnfit(field: string, isUnfit: boolean): void {
    const { draft } = this.#state;
    if (!draft || draft.unfit.has(field) === isUnfit) return;
    const unfit = new Set([...draft.unfit].filter((other) => other !== field));
    if (isUnfit) unfit.add(field);
    this.#set({ draft: { ...draft, unfit } });
  }

  saved(plan: Plan, path: string): void {
    const { draft } = this.#state;
    if (draft) this.#set({ draft: { ...draft, path, isChanged: JSON.stringify(plan) !== JSON.stringify(draft.plan) } });
  }

  clear(): void {
    this.#set({}, 'draft');
  }

  tick(check: string, isTicked: boolean): void {
    const ticks = new Set([...this.#state.ticks].filter((other) => other !== check));
    if (isTicked) ticks.add(check);
    this.#set({ ticks });
  }

  look(step: string | undefined): void {
    if (step === undefined) this.#set({}, 'looked');
    else this.#set({ looked: step });
  }

  #set(change: Partial<DeskState>, without?: 'draft' | 'looked'): void {
    const next: DeskState = { ...this.#state, ...change };
    if (without) delete (next as { draft?: unknown; looked?: unknown })[without];
    this.#state = next;
    for (const listener of this.#listeners) listener();
  }
}
