import { type KeyboardEvent, useRef, useState } from 'react';
import { t } from '../../shared/language/text.ts';
import { Deferred, Later } from '../deferred.tsx';
import { Icon } from '../icons.tsx';
import type { RehearsalItemsProps } from './RehearsalItems.tsx';

const items = new Deferred(async () => (await import('./RehearsalItems.tsx')).RehearsalItems);

/** The button that opens the menu of simulated readers. Arrow keys open it too, at its first or last item. */
export function RehearsalMenu() {
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState<RehearsalItemsProps['begins']>();

  function keyDown(event: KeyboardEvent) {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    setOpen(event.key === 'ArrowDown' ? 'first' : 'last');
  }
  return (
    <>
      <button
        ref={button}
        type="button"
        className="button banner-button"
        aria-haspopup="menu"
        aria-expanded={open !== undefined}
        // A click without a pointer (detail 0) is Enter, the space bar or a screen reader.
        onClick={({ detail }) => setOpen(detail === 0 ? 'first' : true)}
        onKeyDown={keyDown}
      >
        {t('Rehearsal')}
        <Icon name="down" />
      </button>
      {open !== undefined && <Later part={items} props={{ button, begins: open, onClose: () => setOpen(undefined) }} />}
    </>
  );
}
