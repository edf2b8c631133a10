import { t } from '../../../shared/language/text.ts';
import type { Step } from '../../../shared/models/plan.ts';
import type { ScriptSnapshot } from '../../../shared/models/script.ts';
import { CustodyButton } from '../../custodians/CustodyButton.tsx';
import { recordException } from '../actions/script-actions.ts';

/** What else hinders the step than its button says, and the ways out of it. */
export function Otherwise({ step, script }: { readonly step: Step; readonly script: ScriptSnapshot }) {
  return (
    <>
      <More hindrances={script.hindrances.slice(1)} />
      <div className="step-otherwise">
        <span className="of">{t('Not possible as planned?')}</span>
        <CustodyButton action={recordException(step.id, 'other')} />
        <CustodyButton action={recordException(step.id, 'skip')} />
      </div>
    </>
  );
}

/** Further reasons besides the one that stands below the button. */
function More({ hindrances }: { readonly hindrances: readonly string[] }) {
  if (hindrances.length === 0) return null;
  return (
    <ul className="hindrances" aria-label={t('Further reasons')}>
      {hindrances.map((reason) => (
        <li key={reason} className="reason">
          {reason}
        </li>
      ))}
    </ul>
  );
}
