import { deviceAction, notLoggedIn, sharesMissing } from './action.ts';

export const generateRsaKey = deviceAction({
  id: 'generate-rsa-key',
  label: 'Generate RSA Key…',
  nodes: ['device'],
  hindrance: (device) => sharesMissing(device) ?? notLoggedIn(device),
  perform: ({ serial }, room) => room.open({ kind: 'generate-rsa', serial }),
});
