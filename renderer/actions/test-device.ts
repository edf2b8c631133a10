import { deviceName } from '../key-manager/node-text.ts';
import { deviceAction, notInitialized } from './action.ts';

export const testDevice = deviceAction({
  id: 'test-device',
  label: 'Test Device',
  nodes: ['device'],
  hindrance: notInitialized,
  async perform(device, room) {
    const name = deviceName(device);
    const done = await room.operate('Test Device', name, 'device.test', { serial: device.serial });
    if (done) room.open({ kind: 'test-report', title: 'Test Device', device: name, report: done.value });
  },
});
