import { createContext, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import type { RoomState } from './room-state.ts';
import type { Room } from './store.ts';

const RoomContext = createContext<Room | undefined>(undefined);
export const RoomProvider = RoomContext.Provider;

export function useRoom(): Room {
  const room = useContext(RoomContext);
  if (!room) throw new Error('no room around this component');
  return room;
}

/** `select` must answer with a part of the state, not with something new: its identity decides about drawing. */
export function useRoomState<T>(select: (state: RoomState) => T): T {
  const room = useRoom();
  return useSyncExternalStore(room.subscribe, () => select(room.state));
}

/** The value once it has stood for a while: short card operations must not make the buttons flicker. */
export function useLasting<T>(value: T | undefined, afterMs: number): T | undefined {
  const [lasting, setLasting] = useState<T | undefined>(undefined);
  useEffect(() => {
    if (value === undefined) return setLasting(undefined);
    const timer = setTimeout(() => setLasting(value), afterMs);
    return () => clearTimeout(timer);
  }, [value, afterMs]);
  return value === undefined ? undefined : lasting;
}
