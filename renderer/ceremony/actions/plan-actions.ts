import type { TemplateName } from '../../../shared/models/plan.ts';
import type { CustodyAction } from '../../custodians/actions/custody-action.ts';
import type { PlanDraft } from '../ceremony-desk.ts';
import { formFaults } from '../plan/form-faults.ts';

const about = 'Plan';

export function newPlan(template: TemplateName): CustodyAction {
  return {
    id: `new-plan@${template}`,
    label: 'Plan this',
    async perform(room) {
      const drafted = await room.operate('New Plan', about, 'plan.draft', { template });
      if (drafted) room.desk.take(drafted.value);
    },
  };
}

export const openPlan: CustodyAction = {
  id: 'open-plan',
  label: 'Open plan…',
  async perform(room) {
    const opened = await room.operate('Open Plan', about, 'plan.open', {});
    if (opened) room.desk.take(opened.value.plan, opened.value.path);
  },
};

/** A plan with fields that no plan can have cannot even be saved. */
function unfinished({ plan, unfit }: PlanDraft): string | undefined {
  const isWhole = formFaults(plan).length === 0 && unfit.size === 0;
  return isWhole ? undefined : 'Fill in or correct the marked fields first.';
}

export function savePlan(draft: PlanDraft): CustodyAction {
  return {
    id: 'save-plan',
    label: 'Save plan…',
    hindrance: unfinished(draft),
    async perform(room) {
      const saved = await room.operate('Save Plan', about, 'plan.save', { plan: draft.plan });
      if (!saved) return;
      room.desk.saved(draft.plan, saved.value.path);
      room.note('Save Plan', saved.value.path, { kind: 'done', text: `The plan is saved. SHA-256 ${saved.value.sha256}` });
    },
  };
}

export function printPlan(draft: PlanDraft): CustodyAction {
  return {
    id: 'print-plan',
    label: 'Print plan and script…',
    hindrance: unfinished(draft),
    perform: async (room) => void (await room.operate('Print Plan', about, 'plan.print', { plan: draft.plan })),
  };
}

export function startCeremony(draft: PlanDraft, errors: number, hasFolder: boolean): CustodyAction {
  const hindrance =
    unfinished(draft) ??
    (errors > 0
      ? 'Correct the errors of the plan first.'
      : hasFolder
        ? undefined
        : 'Open the ceremony folder first: the transcript is written there.');
  return { id: 'start-ceremony', label: 'Start Ceremony…', hindrance, perform: (room) => room.open({ kind: 'start-ceremony' }) };
}

export function discardPlan(draft: PlanDraft): CustodyAction {
  return {
    id: 'discard-plan',
    label: 'Close plan',
    perform: (room) => (draft.isChanged ? room.open({ kind: 'discard-plan' }) : room.desk.clear()),
  };
}
