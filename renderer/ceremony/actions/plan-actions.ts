import { t } from '../../../shared/language/text.ts';
import type { TemplateName } from '../../../shared/models/plan.ts';
import type { CustodyAction } from '../../custodians/actions/custody-action.ts';
import type { PlanDraft } from '../ceremony-desk.ts';
import { formFaults } from '../plan/form-faults.ts';

const about = t('Plan');

export function newPlan(template: TemplateName): CustodyAction {
  return {
    id: `new-plan@${template}`,
    label: t('Plan this'),
    async perform(room) {
      const drafted = await room.operate(t('New Plan'), about, 'plan.draft', { template });
      if (drafted) room.desk.take(drafted.value);
    },
  };
}

export const openPlan: CustodyAction = {
  id: 'open-plan',
  label: t('Open plan…'),
  async perform(room) {
    const opened = await room.operate(t('Open Plan'), about, 'plan.open', {});
    if (opened) room.desk.take(opened.value.plan, opened.value.path);
  },
};

/** A plan with fields that no plan can have cannot even be saved. */
function unfinished({ plan, unfit }: PlanDraft): string | undefined {
  const isWhole = formFaults(plan).length === 0 && unfit.size === 0;
  return isWhole ? undefined : t('Fill in or correct the marked fields first.');
}

export function savePlan(draft: PlanDraft): CustodyAction {
  return {
    id: 'save-plan',
    label: t('Save plan…'),
    hindrance: unfinished(draft),
    async perform(room) {
      const saved = await room.operate(t('Save Plan'), about, 'plan.save', { plan: draft.plan });
      if (!saved) return;
      room.desk.saved(draft.plan, saved.value.path);
      const text = t('The plan is saved. SHA-256 {sha256}', { sha256: saved.value.sha256 });
      room.note(t('Save Plan'), saved.value.path, { kind: 'done', text });
    },
  };
}

export function printPlan(draft: PlanDraft): CustodyAction {
  return {
    id: 'print-plan',
    label: t('Print plan and script…'),
    hindrance: unfinished(draft),
    perform: async (room) => void (await room.operate(t('Print Plan'), about, 'plan.print', { plan: draft.plan })),
  };
}

export function startCeremony(draft: PlanDraft, errors: number, hasFolder: boolean): CustodyAction {
  const hindrance =
    unfinished(draft) ??
    (errors > 0
      ? t('Correct the errors of the plan first.')
      : hasFolder
        ? undefined
        : t('Open the ceremony folder first: the transcript is written there.'));
  return { id: 'start-ceremony', label: t('Start Ceremony…'), hindrance, perform: (room) => room.open({ kind: 'start-ceremony' }) };
}

export function discardPlan(draft: PlanDraft): CustodyAction {
  return {
    id: 'discard-plan',
    label: t('Close plan'),
    perform: (room) => (draft.isChanged ? room.open({ kind: 'discard-plan' }) : room.desk.clear()),
  };
}
