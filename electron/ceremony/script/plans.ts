import { hex } from '../../../shared/bytes.ts';
import { planFaults } from '../../../shared/ceremony/plan-rules.ts';
import { firstDraft } from '../../../shared/ceremony/templates/first-draft.ts';
import type { CheckedPlan, OpenedPlan } from '../../../shared/ipc/operations/script.ts';
import { t } from '../../../shared/language/text.ts';
import type { DocumentOutcome } from '../../../shared/models/document.ts';
import type { Plan, TemplateName } from '../../../shared/models/plan.ts';
import { pgpWords } from '../../../shared/pgp-words.ts';
import { writeFileSafely } from '../../files/atomic.ts';
import { timestamp } from '../timestamp.ts';
import type { Workstation } from '../workstation.ts';
import { planDocument } from './plan-document.ts';
import { encodePlan, planSha256, readPlanFile } from './plan-file.ts';

const kinds = [{ name: t('Plan of a ceremony'), extensions: ['json'] }];
const HOUR_MS = 3_600_000;

/** A plan to begin with, for tomorrow morning, of the kind that is running now: practice or production. */
export function draftPlan({ fleet }: Workstation, template: TemplateName, now = new Date()): Plan {
  const start = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, 9);
  return firstDraft(template, fleet.source.simulated, timestamp(start), timestamp(new Date(start.getTime() + 3 * HOUR_MS)));
}

/** Refusal cancelled, plan-unreadable, file-unreadable. */
export async function openPlan({ person }: Workstation): Promise<OpenedPlan> {
  const path = await person.openFile(t('Choose the plan'), kinds);
  const { plan, sha256 } = await readPlanFile(path);
  return { plan, path, sha256, words: pgpWords(hex.decode(sha256)) };
}

/** Saves the plan as it is, with its errors: it may be unfinished. Refusal cancelled, file-…. */
export async function savePlan({ person }: Workstation, plan: Plan): Promise<OpenedPlan> {
  const name = plan.title
    .normalize()
    .replace(/[^\p{L}\p{N} ._-]/gu, '_')
    .trim()
    .slice(0, 60);
  const { path, overwrite } = await person.saveFile(t('Save the plan'), `${name || 'plan'}.json`, kinds);
  const { sha256 } = await writeFileSafely(path, encodePlan(plan), { overwrite });
  return { plan, path, sha256, words: pgpWords(hex.decode(sha256)) };
}

/** What is wrong with it, and what its file would be known by. */
export function checkPlan(plan: Plan): CheckedPlan {
  const sha256 = planSha256(plan);
  return { faults: planFaults(plan), sha256, words: pgpWords(hex.decode(sha256)) };
}

/** Shows plan and script as a document, to be printed or saved. Refusal document-not-laid-out. */
export function printPlan({ documents }: Workstation, plan: Plan): Promise<DocumentOutcome> {
  return documents.show(documents.keep(planDocument(plan)));
}
