import { t } from '../../shared/language/text.ts';
import { deviceAction } from './action.ts';

export const registerPublicKey = deviceAction({
  id: 'register-public-key',
  label: t('Register Public Key…'),
  nodes: ['pka'],
  hindrance({ pka }) {
    if (!pka) return t('This device was not initialized for public key authentication.');
    return pka.registered < pka.total ? undefined : t('All keys are registered; none can be exchanged.');
  },
  perform: ({ serial }, room) => room.open({ kind: 'register-public-key', serial }),
});
