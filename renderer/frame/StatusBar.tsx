import { t } from '../../shared/language/text.ts';
import type { ServiceState } from '../../shared/models/snapshot.ts';
import { Icon } from '../icons.tsx';
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
        <span>{service ? serviceText(service) : t('Looking for readers…')}</span>
        {simulated > 0 && (
          <span className="simulated">{t('{n, plural, one {# simulated reader} other {# simulated readers}}', { n: simulated })}</span>
        )}
      </p>
      {snapshot && (
        <p className="about">
          <TranscriptSign />
          <button type="button" onClick={() => room.open({ kind: 'workstation' })}>
            {t('Workstation…')}
          </button>
          <span>{snapshot.mode === 'rehearsal' ? t('Rehearsal') : t('Production')}</span>
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
      return t('pcscd running, {n, plural, one {# reader} other {# readers}}', { n: service.readers });
    case 'absent':
      return t('pcscd is not running. Start it: {command}', { command: 'sudo systemctl start pcscd.socket' });
    case 'unavailable':
      return t('pcscd is unavailable: {detail}', { detail: service.detail });
  }
}
