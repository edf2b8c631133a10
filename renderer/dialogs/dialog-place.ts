import { createContext, useContext, useRef, useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import type { OperationName, RequestOf, ResponseOf } from '../../shared/ipc/contract.ts';
import type { DeviceSnapshot } from '../../shared/models/snapshot.ts';
import { deviceNodeId } from '../key-manager/tree-nodes.ts';
import { useRoom, useRoomState } from '../room-context.ts';

interface DialogPlace {
  readonly id: number;
  /** False while it is put aside or another dialog is before it. */
  readonly isFront: boolean;
}

export const DialogPlaceContext = createContext<DialogPlace>({ id: 0, isFront: true });

export function useDialogPlace(): DialogPlace & { close(): void; setAside(): void } {
  const room = useRoom();
  const place = useContext(DialogPlaceContext);
  return { ...place, close: () => room.close(place.id), setAside: () => room.setAside(place.id, true) };
}

/** The device with this serial as it is now; undefined once it has been pulled. */
export function useDevice(serial: string): DeviceSnapshot | undefined {
  const node = useRoomState((state) => state.nodes.find((candidate) => candidate.id === deviceNodeId(serial)));
  return node && 'device' in node ? node.device : undefined;
}

/** The device as it is now, or as it was last seen: a dialog does not fall apart when the device is pulled. */
export function useLastSeenDevice(serial: string): DeviceSnapshot | undefined {
  const now = useDevice(serial);
  const last = useRef(now);
  if (now) last.current = now;
  return last.current;
}

export type Phase<T> =
  | { readonly kind: 'idle' | 'busy' | 'cancelled' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'done'; readonly value: T };

/**
 * One operation of a dialog. While it runs a second start does nothing; its failure belongs into the dialog,
 * which comes back to the front when the operation ends.
 */
export function useOperation<Name extends OperationName>(name: Name) {
  const room = useRoom();
  const { id } = useContext(DialogPlaceContext);
  const [phase, setPhase] = useState<Phase<ResponseOf<Name>>>({ kind: 'idle' });
  const isRunning = useRef(false);

  async function run(request: RequestOf<Name>, whenDone?: (value: ResponseOf<Name>) => void): Promise<void> {
    if (isRunning.current) return;
    isRunning.current = true;
    setPhase({ kind: 'busy' });
    const result = await room.invoke(name, request);
    isRunning.current = false;
    room.setAside(id, false);
    if (result.ok) {
      setPhase({ kind: 'done', value: result.value });
      whenDone?.(result.value);
    } else {
      setPhase(result.failure.code === 'cancelled' ? { kind: 'cancelled' } : { kind: 'failed', failure: result.failure });
    }
  }
  return { phase, run, reset: () => setPhase({ kind: 'idle' }) };
}
