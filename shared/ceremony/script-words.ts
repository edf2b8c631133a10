import { t } from '../language/text.ts';
import type { ExceptionKind, StepStatus } from '../models/script.ts';

/** What the words of a script are called, on the screen and on paper. In files they stay as they are; those of a plan are in plan-words.ts. */
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
