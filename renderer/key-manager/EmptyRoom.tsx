import { t } from '../../shared/language/text.ts';
import { Button } from '../controls/Button.tsx';
import { Text } from '../controls/Text.tsx';
import { Icon } from '../icons.tsx';
import { useRoom, useRoomState } from '../room-context.ts';

const start = 'sudo systemctl start pcscd.socket';

const headings = {
  running: t('No reader found'),
  absent: t('The smart card service is not running'),
  unavailable: t('The smart card service cannot be used'),
} as const;

/** Without any reader: what to plug in, what may be missing, and how to practise meanwhile. */
export function EmptyRoom() {
  const room = useRoom();
  const service = useRoomState((state) => state.snapshot?.service);
  const mode = useRoomState((state) => state.snapshot?.mode);
  return (
    <section className="empty-room" aria-labelledby="empty-heading">
      <Icon name="reader" />
      <h2 id="empty-heading">{service ? headings[service.kind] : t('No reader found')}</h2>
      {service?.kind === 'running' && (
        <p>
          {t(
            'Plug in a SmartCard-HSM USB stick, a Nitrokey HSM 2, or a smart card reader with a SmartCard-HSM card. It appears here within a moment; nothing needs to be restarted.',
          )}
        </p>
      )}
      {service?.kind === 'absent' && (
        <p>
          <Text
            of="Without it (pcscd) no reader can be seen. Start it in a terminal: {command} This window notices by itself."
            command={<code className="command">{start}</code>}
          />
        </p>
      )}
      {service?.kind === 'unavailable' && <p>{service.detail}</p>}
      {mode === 'rehearsal' ? (
        <p>{t('In this rehearsal there is no reader yet: choose “Add reader” in the Rehearsal menu above.')}</p>
      ) : (
        <>
          <p>{t('No device at hand? A rehearsal has simulated readers and devices, and every step works as in production.')}</p>
          <Button look="primary" onPress={() => void room.operate(t('Start a rehearsal'), t('Rehearsal'), 'rehearsal.start', {})}>
            {t('Start a rehearsal')}
          </Button>
        </>
      )}
    </section>
  );
}
