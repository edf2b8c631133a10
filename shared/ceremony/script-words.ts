import { t } from '../language/text.ts';
import type { Role } from '../models/plan.ts';
import type { ExceptionKind, StepStatus } from '../models/script.ts';

/** What the words of a plan and its script are called, on the screen and on paper. In files they stay as they are. */
export const roleNames: Readonly<Record<Role, string>> = {
  operator: t('operator'),
  'internal witness': t('internal witness'),
  'external witness': t('external witness'),
  custodian: t('custodian'),
  'security officer': t('security officer'),
};

export const statusNames: Readonly<Record<StepStatus, string>> = {
  waiting: t('waiting'),
  'under way': t('under way'),
  done: t('done'),
  skipped: t('skipped'),
};

export const exceptionNames: Readonly<Record<ExceptionKind, string>> = {
  deviation: t('deviation'),
  skip: t('skip'),
  repeat: t('repeat'),
  interruption: t('interruption'),
  other: t('other'),
};
