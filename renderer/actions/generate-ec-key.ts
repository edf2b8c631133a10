import { deviceAction, notLoggedIn, sharesMissing } from './action.ts';

export const generateEcKey = deviceAction({
  id: 'generate-ec-key',
  label: 'Generate ECC Key…',
  nodes: ['device'],
  hindrance: (device) => sharesMissing(device) ?? notLoggedIn(device),
  perform: ({ serial }, room) => room.open({ kind: 'generate-ec', serial }),
});
