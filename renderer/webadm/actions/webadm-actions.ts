import { t } from '../../../shared/language/text.ts';
import type { Serial } from '../../../shared/numbers.ts';
import type { CustodyAction } from '../../custodians/actions/custody-action.ts';
import type { WebadmDraft } from '../use-webadm-draft.ts';

/** Why there are no settings yet, in words for the person. */
export function hindranceOf({ request, settings }: WebadmDraft): string | undefined {
  if (request.serials.length === 0) return t('Choose at least one device.');
  if (request.keys.length === 0) return t('Choose the key that encrypts.');
  return settings.block === undefined ? t('First resolve what stands under “What must be resolved”.') : undefined;
}

/** `whenShown` gets the lines as main made them. */
export function showSettings(draft: WebadmDraft, whenShown: (block: string) => void): CustodyAction {
  return {
    id: 'webadm-show',
    label: t('Show settings'),
    hindrance: hindranceOf(draft),
    async perform(room) {
      const done = await room.operate(t('Show settings'), 'WebADM', 'webadm.show', draft.request);
      if (done?.value.block !== undefined) whenShown(done.value.block);
    },
  };
}

export function saveSettings({ request }: WebadmDraft, withPin: boolean): CustodyAction {
  const label = withPin ? t('Save with PIN…') : t('Save without PIN…');
  return {
    id: `webadm-save@${withPin}`,
    label,
    async perform(room) {
      const done = await room.operate(label, 'WebADM', 'webadm.save', { ...request, withPin });
      if (!done) return;
      const { path, sha256 } = done.value;
      const text = withPin
        ? t('Saved as {path}, with the PIN, readable by its owner only. Bring it to the server on a medium that is wiped afterwards.', {
            path,
          })
        : t('Saved as {path}. SHA-256 {sha256}', { path, sha256: sha256 ?? '' });
      room.note(label, 'WebADM', { kind: 'done', text });
    },
  };
}

export function checkConf(serials: readonly Serial[]): CustodyAction {
  return {
    id: 'webadm-check',
    label: t('Check webadm.conf…'),
    async perform(room) {
      const done = await room.operate(t('Check webadm.conf'), 'WebADM', 'webadm.check', { serials: [...serials] });
      if (done) room.open({ kind: 'webadm-check', check: done.value });
    },
  };
}
