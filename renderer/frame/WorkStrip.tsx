import { t } from '../../shared/language/text.ts';
import { Button } from '../controls/Button.tsx';
import { WorkBar } from '../controls/WorkBar.tsx';
import { dialogTitle } from '../dialogs/DialogHost.tsx';
import { useRoom, useRoomState } from '../room-context.ts';

/** Long work, above the status bar of every view: how far it is, its Cancel, and the dialogs put aside for it. */
export function WorkStrip() {
  const room = useRoom();
  const progress = useRoomState((state) => state.progress);
  const dialogs = useRoomState((state) => state.dialogs);
  const aside = dialogs.filter((dialog) => dialog.aside);
  if (!progress && aside.length === 0) return null;
  const [first] = aside;
  return (
    <section className="work-strip" aria-label={t('Work under way')}>
      <WorkBar progress={progress} title={first ? dialogTitle(first.request) : ''} />
      {aside.map(({ id, request }) => (
        <Button key={id} onPress={() => room.setAside(id, false)}>
          {t('Show {dialog}', { dialog: dialogTitle(request) })}
        </Button>
      ))}
      {progress?.cancellable && (
        <Button
          label={t('Cancel: {work}', { work: progress.words })}
          onPress={() => void room.invoke('work.cancel', { work: progress.work })}
        >
          {t('Cancel')}
        </Button>
      )}
    </section>
  );
}
