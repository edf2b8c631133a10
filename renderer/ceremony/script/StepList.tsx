import { statusNames } from '../../../shared/ceremony/script-words.ts';
import { t } from '../../../shared/language/text.ts';
import type { ScriptSnapshot, StepStatus } from '../../../shared/models/script.ts';
import { Icon, type IconName } from '../../icons.tsx';
import { useRoom } from '../../room-context.ts';
import { shortTime, stateOf } from '../ceremony-words.ts';

const icons: Record<StepStatus, IconName | undefined> = { waiting: undefined, 'under way': 'arrow', done: 'check', skipped: 'dash' };

/** All steps by act, with how each stands; choosing one shows it, and changes nothing. */
export function StepList({ script, shown }: { readonly script: ScriptSnapshot; readonly shown: string | undefined }) {
  const { desk } = useRoom();
  const over = script.steps.filter(({ status }) => status === 'done' || status === 'skipped').length;
  return (
    <nav className="step-list" aria-label={t('Steps of the script')}>
      <p className="step-progress" id="step-progress">
        {t('{over} of {total} steps', { over, total: script.steps.length })}
      </p>
      <progress aria-labelledby="step-progress" max={script.steps.length} value={over} />
      <ol>
        {script.plan.acts.map((act, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: acts are known by their place
          <li key={index}>
            <h3>
              {index + 1}. {act.title}
            </h3>
            <ol>
              {act.steps.map(({ id, title }) => {
                const { status, doneAt } = stateOf(script, id);
                const icon = icons[status];
                const isDue = id === script.current;
                return (
                  <li key={id}>
                    <button
                      type="button"
                      className={`step-link ${status.replace(' ', '-')}${isDue ? ' due' : ''}`}
                      aria-current={id === shown ? 'step' : undefined}
                      onClick={() => desk.look(isDue ? undefined : id)}
                    >
                      <span className="step-mark">{icon ? <Icon name={icon} /> : null}</span>
                      <span className="step-number">{id}</span>
                      <span className="step-title">{title}</span>
                      <span className="visually-hidden">, {isDue && status === 'waiting' ? t('comes next') : statusNames[status]}</span>
                      {doneAt && <time dateTime={doneAt}>{shortTime(doneAt)}</time>}
                    </button>
                  </li>
                );
              })}
            </ol>
          </li>
        ))}
      </ol>
    </nav>
  );
}
