import { deviceAction, notLoggedIn, sharesMissing } from './action.ts';

export const generateAesKey = deviceAction({
  id: 'generate-aes-key',
  label: 'Generate AES Key…',
  nodes: ['dkek'],
  hindrance: (device) => sharesMissing(device) ?? notLoggedIn(device),
  perform: ({ serial }, room) => room.open({ kind: 'generate-aes', serial }),
});
