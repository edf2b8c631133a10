import { deviceName } from '../key-manager/node-text.ts';
import { deviceAction, notInitialized } from './action.ts';

export const changeSoPin = deviceAction({
  id: 'change-so-pin',
  label: 'Change SO-PIN…',
  nodes: ['so-pin'],
  hindrance: (device) => (device.soPin.kind === 'blocked' ? 'The SO-PIN is blocked for good.' : notInitialized(device)),
  async perform(device, room) {
    const name = deviceName(device);
    const done = await room.operate('Change SO-PIN', name, 'so-pin.change', { serial: device.serial });
    if (done) room.note('Change SO-PIN', name, { kind: 'done', text: 'The SO-PIN was changed. Put the new one into its envelope now.' });
  },
});
