import { useRoom, useRoomState } from '../room-context.ts';
import { viewNames } from '../store.ts';

export function Header() {
  const room = useRoom();
  const shown = useRoomState((state) => state.view);
  return (
    <header className="app-head">
      <h1>Conclave</h1>
      <nav aria-label="Views">
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
                {name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </header>
  );
}
