import { t } from '../../../shared/language/text.ts';
import type { PreflightFinding } from '../../../shared/models/script.ts';

export interface WorkstationChanges {
  /** Everything that is otherwise now, in words. */
  readonly changes: readonly string[];
  /** Those that nobody may pass over: worse than before, or otherwise in a way that is not plainly better. */
  readonly worse: readonly string[];
}

const rank = { ok: 0, unknown: 1, warning: 2, failed: 3 } as const;

/** Compares two looks at the workstation, check by check. They may have been recorded in two languages. */
export function changesBetween(before: readonly PreflightFinding[], now: readonly PreflightFinding[]): WorkstationChanges {
  const changes: string[] = [];
  const worse: string[] = [];
  for (const which of new Set([...before, ...now].map(whichCheck))) {
    const [old, fresh] = [before, now].map((findings) => findings.find((finding) => whichCheck(finding) === which));
    if (old && fresh && isSame(old, fresh)) continue;
    const words = t('{check}: {now} Before: {before}', {
      check: (fresh ?? old)?.check ?? which,
      now: fresh?.detail ?? t('not looked at any more'),
      before: old?.detail ?? t('not looked at.'),
    });
    changes.push(words);
    const isBetter = fresh !== undefined && (old === undefined ? fresh.result === 'ok' : rank[fresh.result] < rank[old.result]);
    if (!isBetter) worse.push(words);
  }
  return { changes, worse };
}

const whichCheck = ({ id, check }: PreflightFinding): string => id ?? check;

function isSame(old: PreflightFinding, fresh: PreflightFinding): boolean {
  const isFound = old.state === undefined || fresh.state === undefined ? old.detail === fresh.detail : old.state === fresh.state;
  return isFound && old.result === fresh.result;
}
