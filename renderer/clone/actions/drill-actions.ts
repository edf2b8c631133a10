import { t } from '../../../shared/language/text.ts';
import type { Drill } from '../../../shared/models/drill.ts';
import type { Snapshot } from '../../../shared/models/snapshot.ts';
import type { CustodyAction } from '../../custodians/actions/custody-action.ts';

export const isRunning = (drill: Drill | undefined): boolean => drill?.phase === 'running';

export function startDrill({ drill }: Snapshot): CustodyAction {
  return {
    id: 'drill',
    label: t('Restore drill…'),
    hindrance: isRunning(drill?.drill) ? t('A drill is under way.') : undefined,
    perform: (room) => room.open({ kind: 'drill' }),
  };
}

export const stopDrill: CustodyAction = {
  id: 'drill-stop',
  label: t('Stop after this key'),
  perform: (room) => void room.operate(t('Stop'), t('Restore drill'), 'drill.stop', {}),
};

export function drillCertificate({ phase }: Drill): CustodyAction {
  return {
    id: 'drill-certificate',
    label: phase === 'passed' ? t('Print or save certificate…') : t('Print or save report…'),
    perform: async (room) => void (await room.operate(t('Drill Certificate'), t('Restore drill'), 'drill.certificate', {})),
  };
}

export const clearDrill: CustodyAction = {
  id: 'drill-clear',
  label: t('Clear drill'),
  perform: async (room) => void (await room.operate(t('Clear'), t('Restore drill'), 'drill.clear', {})),
};
