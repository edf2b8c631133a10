import type { ServiceState } from '../../shared/models/snapshot.ts';
import { Icon } from '../icons.tsx';
import { counted } from '../key-manager/node-text.ts';
import { useRoom, useRoomState } from '../room-context.ts';
import { TranscriptSign } from './TranscriptSign.tsx';

export function StatusBar() {
  const room = useRoom();
  const snapshot = useRoomState((state) => state.snapshot);
  const service = snapshot?.service;
  const simulated = snapshot?.readers.filter((reader) => reader.simulated).length ?? 0;
  return (
    <footer className="status-bar">
      <p role="status" className={service && service.kind !== 'running' ? 'service caution' : 'service'}>
        {service && <Icon name={service.kind === 'running' ? 'check' : 'warning'} />}
        <span>{service ? serviceText(service) : 'Looking for readers…'}</span>
        {simulated > 0 && <span className="simulated">{counted(simulated, 'simulated reader')}</span>}
      </p>
      {snapshot && (
        <p className="about">
          <TranscriptSign />
          <button type="button" onClick={() => room.open({ kind: 'workstation' })}>
            Workstation…
          </button>
          <span>{snapshot.mode === 'rehearsal' ? 'Rehearsal' : 'Production'}</span>
          <span>Conclave {snapshot.runtime.version}</span>
          <span>Electron {snapshot.runtime.electron}</span>
        </p>
      )}
    </footer>
  );
}

export function serviceText(service: ServiceState): string {
  switch (service.kind) {
    case 'running':
      return `pcscd running, ${counted(service.readers, 'reader')}`;
    case 'absent':
      return 'pcscd is not running. Start it: sudo systemctl start pcscd.socket';
    case 'unavailable':
      return `pcscd is unavailable: ${service.detail}`;
  }
}
