import { deviceAction, notInitialized } from './action.ts';

export const testDevice = deviceAction({
  id: 'test-device',
  label: 'Test Device',
  nodes: ['device'],
  hindrance: notInitialized,
  perform: ({ serial }, room) => room.open({ kind: 'test-device', serial }),
});
