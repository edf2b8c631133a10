import { useEffect, useRef } from 'react';
import { t } from '../../shared/language/text.ts';
import { Button } from '../controls/Button.tsx';
import { FailureWords } from '../controls/FailureWords.tsx';
import { Words } from '../controls/Words.tsx';
import { Icon } from '../icons.tsx';
import { useRoom, useRoomState } from '../room-context.ts';

/**
 * What became of actions without a dialog. Notes stay, whatever is selected, until they are dismissed; a new one
 * comes into sight, since the button that caused it may be far below.
 */
export function Notes({ failuresOnly }: { readonly failuresOnly?: boolean }) {
  const room = useRoom();
  const all = useRoomState((state) => state.notes);
  const notes = failuresOnly ? all.filter(({ outcome }) => outcome.kind === 'failed') : all;
  const list = useRef<HTMLUListElement>(null);
  const newest = notes[0]?.id;
  useEffect(() => {
    if (newest !== undefined) list.current?.firstElementChild?.scrollIntoView?.({ block: 'nearest' });
  }, [newest]);
  return (
    <ul ref={list} className="notes" aria-label={t('Messages')} aria-live="polite">
      {notes.map(({ id, title, about, outcome }) => (
        <li key={id}>
          {outcome.kind === 'failed' ? (
            <FailureWords failure={outcome.failure} title={t('{title}: {about}', { title, about })} />
          ) : (
            <Words kind="done">
              <p>
                {outcome.text} <span className="words-title">{t('{title}: {about}', { title, about })}</span>
              </p>
            </Words>
          )}
          <Button look="quiet" label={t('Dismiss: {title}', { title })} onPress={() => room.dismiss(id)}>
            <Icon name="cross" />
          </Button>
        </li>
      ))}
    </ul>
  );
}
