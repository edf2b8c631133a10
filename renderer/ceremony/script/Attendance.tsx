import { roleWords } from '../../../shared/ceremony/plan-words.ts';
import { t } from '../../../shared/language/text.ts';
import type { ScriptSnapshot } from '../../../shared/models/script.ts';
import { CustodyButton } from '../../custodians/CustodyButton.tsx';
import { Icon } from '../../icons.tsx';
import { arrive, leave } from '../actions/script-actions.ts';
import { capitalized, shortTime } from '../ceremony-words.ts';

/** Who is in the room, as people say: the app asks nobody to log in. */
export function Attendance({ script, isShort }: { readonly script: ScriptSnapshot; readonly isShort?: boolean }) {
  return (
    <ul className="attendance">
      {script.plan.people.map(({ id, name, organisation, role }) => {
        const state = script.people.find((person) => person.id === id);
        return (
          <li key={id} className={state?.present ? 'present' : 'absent'}>
            <Icon name={state?.present ? 'check' : 'person'} />
            <div className="attendance-words">
              <p id={`attends-${id}`}>
                <strong>{name}</strong>{' '}
                <span className="of">
                  {capitalized(roleWords[role])}
                  {organisation && !isShort ? `, ${organisation}` : ''}
                </span>
              </p>
              <p className="of">{whereabouts(state, isShort ?? false)}</p>
            </div>
            {!script.finishedAt && <CustodyButton action={state?.present ? leave(id, name) : arrive(id)} describedBy={`attends-${id}`} />}
          </li>
        );
      })}
    </ul>
  );
}

function whereabouts(person: ScriptSnapshot['people'][number] | undefined, isShort: boolean): string {
  if (person?.present && person.arrivedAt) {
    const time = shortTime(person.arrivedAt);
    return isShort
      ? t('Here since {time}', { time })
      : t('Here since {time}. Identity: {identity}', { time, identity: person.identifiedBy || t('not said') });
  }
  return person?.leftAt ? t('Left at {time}', { time: shortTime(person.leftAt) }) : t('Not here');
}
