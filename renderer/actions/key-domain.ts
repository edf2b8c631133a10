import { t } from '../../shared/language/text.ts';
import { domainAction, notLoggedIn } from './action.ts';

export const setUpDomain = domainAction({
  id: 'set-up-domain',
  label: t('Set Up Key Domain…'),
  hindrance: ({ dkek }, device) => (dkek.kind === 'none' ? notLoggedIn(device) : t('This key domain is set up already.')),
  perform: ({ number }, { serial }, room) => room.open({ kind: 'set-up-domain', serial, keyDomain: number }),
});

export const removeDkek = domainAction({
  id: 'remove-dkek',
  label: t('Remove DKEK…'),
  danger: true,
  hindrance({ dkek }, device) {
    if (dkek.kind === 'none') return t('This key domain is not set up.');
    if (dkek.kind === 'incomplete' && dkek.imported === 0) return t('It has no DKEK yet.');
    return notLoggedIn(device);
  },
  perform: ({ number }, { serial }, room) => room.open({ kind: 'remove-dkek', serial, keyDomain: number }),
});

export const deleteDomain = domainAction({
  id: 'delete-domain',
  label: t('Delete Key Domain…'),
  danger: true,
  hindrance({ number, dkek }, device) {
    if (dkek.kind === 'none') return t('This key domain is not set up.');
    if (device.keys.some((key) => key.keyDomain === number)) return t('Keys are in it: only an empty key domain can be deleted.');
    return notLoggedIn(device);
  },
  perform: ({ number }, { serial }, room) => room.open({ kind: 'delete-domain', serial, keyDomain: number }),
});
