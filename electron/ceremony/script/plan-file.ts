import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { utf8 } from '../../../shared/bytes.ts';
import { planFaults } from '../../../shared/ceremony/plan-rules.ts';
import { validatePlan } from '../../../shared/ceremony/plan-schema.ts';
import { refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { Plan } from '../../../shared/models/plan.ts';
import { writeFileSafely } from '../../files/atomic.ts';
import { readFileBounded } from '../../files/read.ts';

const LARGEST_PLAN = 1024 * 1024;

export interface PlanFile {
  readonly plan: Plan;
  /** Of the file's bytes, 64 lower-case hex digits. */
  readonly sha256: string;
}

/** The bytes that are hashed, printed and reviewed: JSON with two spaces, LF at its end. */
export const encodePlan = (plan: Plan): Uint8Array => utf8.encode(`${JSON.stringify(plan, null, 2)}\n`);

/** Of the bytes that its file has, 64 lower-case hex digits. */
export const planSha256 = (plan: Plan): string => createHash('sha256').update(encodePlan(plan)).digest('hex');

/** Reads a plan's file. Refusal plan-unreadable, which names the place, file-unreadable. */
export async function readPlanFile(path: string): Promise<PlanFile> {
  const { bytes, sha256 } = await readFileBounded(path, LARGEST_PLAN);
  let untrusted: unknown;
  try {
    untrusted = JSON.parse(utf8.decode(bytes));
  } catch {
    return refuse('plan-unreadable', { path, detail: t('it is no JSON text') });
  }
  try {
    return { plan: validatePlan(untrusted), sha256 };
  } catch (error) {
    return refuse('plan-unreadable', { path, detail: (error as Error).message });
  }
}

/** Throws Refusal plan-breaks-rules with the first error's place; warnings may stand. */
export function assertSound(plan: Plan): void {
  const errors = planFaults(plan).filter(({ gravity }) => gravity === 'error');
  const [first] = errors;
  if (first) refuse('plan-breaks-rules', { place: first.place, words: first.words, more: errors.length - 1 });
}

/** Where an adopted plan lies in its ceremony folder: by its hash, so that no other can take its place. */
export const adoptedPath = (folder: string, sha256: string): string => join(folder, `plan-${sha256.slice(0, 16)}.json`);

/** Keeps the plan in the ceremony folder. The same plan may be there already. */
export async function keepPlan(folder: string, plan: Plan): Promise<PlanFile> {
  const bytes = encodePlan(plan);
  const sha256 = planSha256(plan);
  await writeFileSafely(adoptedPath(folder, sha256), bytes, { overwrite: true });
  return { plan, sha256 };
}

/** The plan that a transcript names. Refusal plan-changed where the file is another one. */
export async function adoptedPlan(folder: string, sha256: string): Promise<PlanFile> {
  const path = adoptedPath(folder, sha256);
  const found = await readPlanFile(path);
  if (found.sha256 !== sha256) refuse('plan-changed', { path });
  return found;
}
