import type { Mark } from '../../shared/models/clone.ts';
import { Icon, type IconName } from '../icons.tsx';

const icons: Readonly<Record<Mark['state'], IconName>> = { waiting: 'dash', working: 'arrow', good: 'check', bad: 'stop', unknown: 'info' };

/** How one thing stands: a word and an icon, never colour alone. */
export function MarkWord({ mark }: { readonly mark: Mark }) {
  return (
    <span className="mark-word">
      <Icon name={icons[mark.state]} />
      {mark.word}
    </span>
  );
}

/** The same in a cell; what asks for attention says why. `term` repeats the column's head where the table has become a list. */
export function MarkCell({ mark, term }: { readonly mark: Mark | undefined; readonly term?: string }) {
  if (!mark) return <td />;
  const isProblem = mark.state === 'bad' || mark.state === 'unknown';
  return (
    <td className={`mark ${mark.state}`} title={mark.detail} data-term={term}>
      <MarkWord mark={mark} />
      {isProblem && mark.detail && <p className="mark-detail">{mark.detail}</p>}
    </td>
  );
}
