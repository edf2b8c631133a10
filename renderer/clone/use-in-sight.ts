import { useEffect } from 'react';

/** Brings what is new into sight: the button that caused it may be far below. `about` changes when there is something new. */
export function useInSight(id: string, about: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: `about` only says when
  useEffect(() => {
    document.getElementById(id)?.scrollIntoView?.({ block: 'center' });
  }, [id, about]);
}
