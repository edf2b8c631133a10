import { t } from '../../shared/language/text.ts';
import { deviceAction } from './action.ts';

export const authenticateWithDevice = deviceAction({
  id: 'authenticate-with-device',
  label: t('Authenticate with Device…'),
  nodes: ['pka'],
  hindrance({ pka }) {
    if (!pka) return t('This device was not initialized for public key authentication.');
    if (pka.registered === 0) return t('Register the custodians’ keys first.');
    return pka.authenticated < pka.required ? undefined : t('Enough keys have authenticated.');
  },
  perform: ({ serial }, room) => room.open({ kind: 'authenticate-with-device', serial }),
});
