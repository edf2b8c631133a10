import { deviceAction } from './action.ts';

export const initializeDevice = deviceAction({
  id: 'initialize-device',
  label: 'Initialize Device…',
  danger: true,
  nodes: ['device'],
  hindrance: ({ soPin }) => (soPin.kind === 'blocked' ? 'The SO-PIN is blocked; this device can never be initialized again.' : undefined),
  perform: ({ serial }, room) => room.open({ kind: 'initialize-device', serial }),
});
