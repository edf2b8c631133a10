import { useEffect, useState } from 'react';
import type { Failure } from '../../../shared/failure.ts';
import type { TestPlan } from '../../../shared/models/reports.ts';
import type { KeyReference, Serial } from '../../../shared/numbers.ts';
import { useRoom } from '../../room-context.ts';

type Plan =
  | { readonly kind: 'looking' }
  | { readonly kind: 'made'; readonly plan: TestPlan }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** What main says that a test would do: asked once, when the dialog opens. */
export function useTestPlan(serial: Serial, only?: KeyReference): Plan {
  const room = useRoom();
  const [plan, setPlan] = useState<Plan>({ kind: 'looking' });
  useEffect(() => {
    let isWanted = true;
    void room.invoke('device.plan-test', only === undefined ? { serial } : { serial, only }).then((result) => {
      if (isWanted) setPlan(result.ok ? { kind: 'made', plan: result.value } : { kind: 'failed', failure: result.failure });
    });
    return () => {
      isWanted = false;
    };
  }, [room, serial, only]);
  return plan;
}
