import { t } from '../../shared/language/text.ts';
import { Text } from '../controls/Text.tsx';
import { Icon } from '../icons.tsx';
import { useRoomState } from '../room-context.ts';
import { RehearsalMenu } from './RehearsalMenu.tsx';

/** They stand above everything, dialogs too, and cannot be dismissed. */
export function Banners() {
  const isRehearsal = useRoomState((state) => state.snapshot?.mode === 'rehearsal');
  const isDevelopmentOnly = useRoomState((state) => state.snapshot?.runtime.developmentOnly ?? false);
  return (
    <div className="banners">
      {isRehearsal && (
        <section className="banner rehearsal" aria-label={t('Rehearsal')}>
          <p>
            <Text of="{rehearsal} — simulated devices; nothing here is a production key" rehearsal={<strong>{t('REHEARSAL')}</strong>} />
          </p>
          <RehearsalMenu />
        </section>
      )}
      {isDevelopmentOnly && (
        <section className="banner development" aria-label={t('Runtime')}>
          <Icon name="warning" />
          <p>{t('This runtime is for development, rehearsal and tests only; never use it for production keys.')}</p>
        </section>
      )}
    </div>
  );
}
