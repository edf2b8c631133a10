import type { ReactNode } from 'react';
import { t } from '../../shared/language/text.ts';
import { Icon, type IconName } from '../icons.tsx';

/** `ready`: nothing must be done; `warning`: something here is lost, or must be cured outside. */
export type StepMood = 'next' | 'ready' | 'warning';

const icons: Record<StepMood, IconName> = { next: 'arrow', ready: 'check', warning: 'warning' };

interface NextStepFrameProps {
  readonly mood: StepMood;
  readonly state: string;
  readonly advice: string;
  /** The buttons, where there is something to press. */
  readonly children?: ReactNode;
}

/** What a person should do now, in the same place and the same words in every view. */
export function NextStepFrame({ mood, state, advice, children }: NextStepFrameProps) {
  return (
    <section className={`next-step ${mood}`} aria-label={t('What to do next')}>
      <Icon name={icons[mood]} />
      <div className="next-words">
        <h3>{t('What to do next')}</h3>
        <p className="next-state">{state}</p>
        <p>{advice}</p>
      </div>
      {children && <div className="next-actions">{children}</div>}
    </section>
  );
}
