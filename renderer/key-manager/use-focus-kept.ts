import { type RefObject, useEffect, useRef } from 'react';

/**
 * A button that was pressed may be gone when its work is done (after the login there is no Login to press).
 * Then the browser drops the focus on the page, and a keyboard user would start at the top again. This puts
 * it on the heading of the details instead: near, and nothing that Enter could set off.
 */
export function useFocusKept(): RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null);
  const wasInside = useRef(false);
  useEffect(() => {
    const note = (event: Event) => {
      wasInside.current = place.current?.contains(event.target as Node) ?? false;
    };
    const forget = () => {
      wasInside.current = false;
    };
    document.addEventListener('focusin', note);
    document.addEventListener('pointerdown', forget);
    return () => {
      document.removeEventListener('focusin', note);
      document.removeEventListener('pointerdown', forget);
    };
  }, []);
  useEffect(() => {
    if (!wasInside.current || document.activeElement !== document.body) return;
    place.current?.querySelector<HTMLElement>('#details-heading')?.focus();
  });
  return place;
}
