import { t } from '../../shared/language/text.ts';
import { deviceAction, notLoggedIn, sharesMissing } from './action.ts';

export const generateRsaKey = deviceAction({
  id: 'generate-rsa-key',
  label: t('Generate RSA Key…'),
  nodes: ['device', 'domain'],
  hindrance: (device, place) => sharesMissing(device, place) ?? notLoggedIn(device),
  perform: ({ serial }, room, { domain }) =>
    room.open({ kind: 'generate-rsa', serial, ...(domain === undefined ? {} : { keyDomain: domain }) }),
});
