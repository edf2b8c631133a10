import { type RefObject, useEffect, useRef } from 'react';

/**
 * A button that was pressed may be gone when its work is done: after the login there is no Login to press, and
 * a dialog of two steps forgets what opened it. Then the browser drops the focus on the page, and a keyboard
 * user would start at the top again. This puts it back where it was, or on the heading that `near` selects: near,
 * and nothing that Enter could set off.
 */
export function useFocusKept(near: string): RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null);
  const last = useRef<HTMLElement | null>(null);
  useEffect(() => {
    const note = ({ target }: Event) => {
      if (!(target instanceof HTMLElement)) return;
      if (place.current?.contains(target)) last.current = target;
      // Dialogs and menus were opened from inside and come back to it.
      else if (!target.closest('.overlay, .popover')) last.current = null;
    };
    const forget = ({ target }: Event) => {
      if (target instanceof Element && !target.closest('.overlay, .popover')) last.current = null;
    };
    document.addEventListener('focusin', note);
    document.addEventListener('pointerdown', forget);
    return () => {
      document.removeEventListener('focusin', note);
      document.removeEventListener('pointerdown', forget);
    };
  }, []);
  useEffect(() => {
    if (!last.current || document.activeElement !== document.body) return;
    if (last.current.isConnected) last.current.focus();
    else place.current?.querySelector<HTMLElement>(near)?.focus();
  });
  return place;
}
