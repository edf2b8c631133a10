import { t } from '../../shared/language/text.ts';
import { deviceAction, notLoggedIn, sharesMissing } from './action.ts';

export const generateEcKey = deviceAction({
  id: 'generate-ec-key',
  label: t('Generate ECC Key…'),
  nodes: ['device', 'domain'],
  hindrance: (device, place) => sharesMissing(device, place) ?? notLoggedIn(device),
  perform: ({ serial }, room, { domain }) =>
    room.open({ kind: 'generate-ec', serial, ...(domain === undefined ? {} : { keyDomain: domain }) }),
});
