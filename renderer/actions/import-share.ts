import { t } from '../../shared/language/text.ts';
import { deviceAction, keysMissing, notInitialized } from './action.ts';

export const importShare = deviceAction({
  id: 'import-share',
  label: t('Import DKEK Share…'),
  nodes: ['dkek', 'domain'],
  hindrance(device, { dkek, domain }) {
    if (dkek.kind === 'complete') return t('The DKEK is complete; it takes no further share.');
    if (dkek.kind === 'none' && domain !== undefined) return t('Key domain {domain} is not set up.', { domain });
    if (dkek.kind === 'none') return notInitialized(device) ?? t('This device was initialized without DKEK shares.');
    return notInitialized(device) ?? keysMissing(device);
  },
  perform: ({ serial }, room, { domain }) =>
    room.open({ kind: 'import-share', serial, ...(domain === undefined ? {} : { keyDomain: domain }) }),
});
