import { deviceAction } from './action.ts';

export const authenticateWithDevice = deviceAction({
  id: 'authenticate-with-device',
  label: 'Authenticate with Device…',
  nodes: ['pka'],
  hindrance({ pka }) {
    if (!pka) return 'This device was not initialized for public key authentication.';
    if (pka.registered === 0) return 'Register the custodians’ keys first.';
    return pka.authenticated < pka.required ? undefined : 'Enough keys have authenticated.';
  },
  perform: ({ serial }, room) => room.open({ kind: 'authenticate-with-device', serial }),
});
