import { type BrowserWindow, dialog } from 'electron';
import { languageTag, t } from '../shared/language/text.ts';
import type { Custody } from './ceremony/custody/custody-register.ts';
import type { Fleet } from './ceremony/fleet/fleet.ts';

/**
 * Asks before something is lost with the window: work on a device that the app no longer follows, shares that are being handed
 * over, and what the page keeps in no file, which it says by not letting itself be unloaded.
 */
export function askBeforeClosing(window: BrowserWindow, fleet: Fleet, custody: Custody): void {
  window.on('close', (event) => {
    const onDevices = fleet.snapshot.readers.flatMap(({ card }) => (card.kind === 'device' ? (card.device.activity ?? []) : []));
    const activities = [...new Set([...onDevices, ...(custody.activity === undefined ? [] : [custody.activity])])];
    if (activities.length === 0) return;
    const close = mayClose(window, {
      message: t('Still running: {activities}', { activities: new Intl.ListFormat(languageTag(), { type: 'unit' }).format(activities) }),
      detail: t(
        'If you close Conclave now, a device may or may not finish, its outcome will not be explained, and shares that are not yet handed over are lost.',
      ),
      buttons: [t('Keep Conclave open'), t('Close anyway')],
    });
    if (!close) event.preventDefault();
  });
  window.webContents.on('will-prevent-unload', (event) => {
    const close = mayClose(window, {
      message: t('The plan has changes that are not saved.'),
      detail: t('If you close Conclave now, they are lost.'),
      buttons: [t('Keep Conclave open'), t('Close and lose the changes')],
    });
    // Prevented here is what the page does: that it stays.
    if (close) event.preventDefault();
  });
}

function mayClose(window: BrowserWindow, question: { message: string; detail: string; buttons: string[] }): boolean {
  const keep = { type: 'warning' as const, defaultId: 0, cancelId: 0, noLink: true };
  return dialog.showMessageBoxSync(window, { ...keep, ...question }) === 1;
}
