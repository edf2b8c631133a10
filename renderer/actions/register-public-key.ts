import { deviceAction } from './action.ts';

export const registerPublicKey = deviceAction({
  id: 'register-public-key',
  label: 'Register Public Key…',
  nodes: ['pka'],
  hindrance({ pka }) {
    if (!pka) return 'This device was not initialized for public key authentication.';
    return pka.registered < pka.total ? undefined : 'All keys are registered; none can be exchanged.';
  },
  perform: ({ serial }, room) => room.open({ kind: 'register-public-key', serial }),
});
