import { t } from '../../shared/language/text.ts';
import { deviceAction, notLoggedIn, sharesMissing } from './action.ts';

export const generateAesKey = deviceAction({
  id: 'generate-aes-key',
  label: t('Generate AES Key…'),
  nodes: ['dkek', 'domain'],
  hindrance: (device, place) => sharesMissing(device, place) ?? notLoggedIn(device),
  perform: ({ serial }, room, { domain }) =>
    room.open({ kind: 'generate-aes', serial, ...(domain === undefined ? {} : { keyDomain: domain }) }),
});
