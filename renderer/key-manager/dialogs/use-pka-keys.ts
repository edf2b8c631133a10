import { useEffect, useState } from 'react';
import type { Failure } from '../../../shared/failure.ts';
import type { PkaCandidate } from '../../../shared/models/reports.ts';
import type { Serial } from '../../../shared/numbers.ts';
import { useRoom, useRoomState } from '../../room-context.ts';

export interface PkaKeys {
  /** undefined while the devices are being asked. */
  readonly found?: readonly PkaCandidate[];
  readonly failure?: Failure;
}

export const candidateId = ({ serial, reference }: Pick<PkaCandidate, 'serial' | 'reference'>) => `${serial}:${reference}`;

/** The EC keys on the other devices in the readers, asked for again whenever a device, a key or the status changes. */
export function usePkaKeys(serial: Serial): PkaKeys {
  const room = useRoom();
  const [keys, setKeys] = useState<PkaKeys>({});
  const scene = useRoomState((state) =>
    (state.snapshot?.readers ?? [])
      .flatMap(({ card }) => (card.kind === 'device' ? [card.device] : []))
      .map((device) => [device.serial, device.keys.length, device.pka?.registered, device.pka?.authenticated].join('/'))
      .join(' '),
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: the scene is what makes the answer old
  useEffect(() => {
    let isWanted = true;
    void room.invoke('pka.find-keys', { serial }).then((result) => {
      if (isWanted) setKeys(result.ok ? { found: result.value } : { failure: result.failure });
    });
    return () => {
      isWanted = false;
    };
  }, [room, serial, scene]);
  return keys;
}
