import { t } from '../../shared/language/text.ts';
import { viewNames } from '../../shared/models/menu-choice.ts';
import { viewTitles } from '../../shared/models/view-titles.ts';
import { HelpMenu } from '../help/HelpMenu.tsx';
import { useMenuChoices } from '../help/use-menu-choices.ts';
import { useRoom, useRoomState } from '../room-context.ts';

export function Header() {
  const room = useRoom();
  useMenuChoices();
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
                {viewTitles[name]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <HelpMenu />
    </header>
  );
}
