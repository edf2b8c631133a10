import { t } from '../../shared/language/text.ts';
import { Words } from './Words.tsx';

/** Above fields that a plan has filled in. */
export function PlannedNote({ planned }: { readonly planned: { readonly step: string } | undefined }) {
  if (!planned) return null;
  return (
    <Words kind="info">
      {t('Filled in from the plan, step {step}. What is changed here is a deviation and needs an exception.', { step: planned.step })}
    </Words>
  );
}
