import type { Drill } from '../../../shared/models/drill.ts';
import type { Snapshot } from '../../../shared/models/snapshot.ts';
import type { CustodyAction } from '../../custodians/actions/custody-action.ts';

export const isRunning = (drill: Drill | undefined): boolean => drill?.phase === 'running';

export function startDrill({ drill }: Snapshot): CustodyAction {
  return {
    id: 'drill',
    label: 'Restore drill…',
    hindrance: isRunning(drill?.drill) ? 'A drill is under way.' : undefined,
    perform: (room) => room.open({ kind: 'drill' }),
  };
}

export const stopDrill: CustodyAction = {
  id: 'drill-stop',
  label: 'Stop after this key',
  perform: (room) => void room.operate('Stop', 'Restore drill', 'drill.stop', {}),
};

export function drillCertificate({ phase }: Drill): CustodyAction {
  return {
    id: 'drill-certificate',
    label: phase === 'passed' ? 'Print or save certificate…' : 'Print or save report…',
    perform: async (room) => void (await room.operate('Drill Certificate', 'Restore drill', 'drill.certificate', {})),
  };
}

export const clearDrill: CustodyAction = {
  id: 'drill-clear',
  label: 'Clear drill',
  perform: async (room) => void (await room.operate('Clear', 'Restore drill', 'drill.clear', {})),
};
