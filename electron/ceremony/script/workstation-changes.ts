import type { PreflightFinding } from '../../../shared/models/script.ts';

export interface WorkstationChanges {
  /** Everything that is otherwise now, in words. */
  readonly changes: readonly string[];
  /** Those that nobody may pass over: worse than before, or otherwise in a way that is not plainly better. */
  readonly worse: readonly string[];
}

const rank = { ok: 0, unknown: 1, warning: 2, failed: 3 } as const;

/** Compares two looks at the workstation, check by check. */
export function changesBetween(before: readonly PreflightFinding[], now: readonly PreflightFinding[]): WorkstationChanges {
  const changes: string[] = [];
  const worse: string[] = [];
  for (const check of new Set([...before, ...now].map((finding) => finding.check))) {
    const [old, fresh] = [before, now].map((findings) => findings.find((finding) => finding.check === check));
    if (old?.result === fresh?.result && old?.detail === fresh?.detail) continue;
    const words = `${check}: ${fresh?.detail ?? 'not looked at any more'} Before: ${old?.detail ?? 'not looked at.'}`;
    changes.push(words);
    const isBetter = fresh !== undefined && (old === undefined ? fresh.result === 'ok' : rank[fresh.result] < rank[old.result]);
    if (!isBetter) worse.push(words);
  }
  return { changes, worse };
}
