import { t } from '../../shared/language/text.ts';
import { useRoom, useRoomState } from '../room-context.ts';
import { type ViewName, viewNames } from '../store.ts';

const titles: Record<ViewName, string> = {
  'Key Manager': t('Key Manager'),
  Custodians: t('Custodians'),
  'Clone & Verify': t('Clone & Verify'),
  Ceremony: t('Ceremony'),
  WebADM: 'WebADM',
};

export function Header() {
  const room = useRoom();
  const shown = useRoomState((state) => state.view);
  return (
    <header className="app-head">
      <h1>Conclave</h1>
      <nav aria-label={t('Views')}>
        <ul className="views">
          {viewNames.map((name) => (
            <li key={name}>
              <a
                href={`#${name.toLowerCase().replace(/[^a-z]+/g, '-')}`}
                aria-current={name === shown ? 'page' : undefined}
                onClick={(event) => {
                  // Nothing in this window ever navigates: a view is state, not a page.
                  event.preventDefault();
                  room.show(name);
                }}
              >
                {titles[name]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </header>
  );
}
