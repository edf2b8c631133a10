import { useEffect, useState, useSyncExternalStore } from 'react';
import { useRoom } from '../room-context.ts';
import type { DeskState } from './ceremony-desk.ts';

/** As `useRoomState`: `select` answers with a part of the state, not with something new. */
export function useDesk<T>(select: (state: DeskState) => T): T {
  const { desk } = useRoom();
  return useSyncExternalStore(desk.subscribe, () => select(desk.state));
}

/** The time, once a second. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
