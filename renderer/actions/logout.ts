import { deviceName } from '../key-manager/node-text.ts';
import { deviceAction } from './action.ts';

export const logout = deviceAction({
  id: 'logout',
  label: 'Logout',
  nodes: ['user-pin'],
  hindrance: ({ userPin }) => (userPin.kind === 'verified' ? undefined : 'Nobody is logged in.'),
  async perform(device, room) {
    await room.operate('Logout', deviceName(device), 'pin.logout', { serial: device.serial });
  },
});
