import type { ReactNode } from 'react';
import { t } from '../../../shared/language/text.ts';
import type { PlanFault } from '../../../shared/models/plan.ts';
import { Words } from '../../controls/Words.tsx';

interface PlanSectionProps {
  readonly id: string;
  readonly title: string;
  readonly about?: string;
  /** Those of this place. */
  readonly faults?: readonly PlanFault[];
  readonly children: ReactNode;
}

/** A part of the plan, with what is wrong in it below its heading. */
export function PlanSection({ id, title, about, faults = [], children }: PlanSectionProps) {
  return (
    <section className="plan-section" aria-labelledby={`plan-${id}`}>
      <h3 id={`plan-${id}`} tabIndex={-1}>
        {title}
      </h3>
      {about && <p className="explanation">{about}</p>}
      <Faults faults={faults} />
      {children}
    </section>
  );
}

/** Errors and warnings apart: the former must go before the ceremony, the latter may stand. */
export function Faults({ faults }: { readonly faults: readonly PlanFault[] }) {
  return (['error', 'warning'] as const).map((gravity) => {
    const these = faults.filter((fault) => fault.gravity === gravity);
    if (these.length === 0) return null;
    return (
      <Words key={gravity} kind={gravity === 'error' ? 'danger' : 'warning'}>
        {these.map(({ place, words }) => (
          <p key={`${place} ${words}`}>
            <strong>{gravity === 'error' ? t('Error:') : t('Warning:')}</strong> {words}
          </p>
        ))}
      </Words>
    );
  });
}
