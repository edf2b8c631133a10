import { t } from '../../shared/language/text.ts';
import { deviceName } from '../key-manager/node-text.ts';
import { deviceAction, notInitialized, withoutUserPin } from './action.ts';

export const unblockUserPin = deviceAction({
  id: 'unblock-user-pin',
  label: t('Unblock User PIN…'),
  nodes: ['user-pin'],
  hindrance(device) {
    const noPin = withoutUserPin(device);
    if (noPin) return noPin;
    if (device.resetWithSoPin === false) return t('This device was initialized without PIN reset; the SO-PIN cannot unblock it.');
    if (device.soPin.kind === 'blocked') return t('The SO-PIN is blocked.');
    return notInitialized(device);
  },
  async perform(device, room) {
    const name = deviceName(device);
    const done = await room.operate(t('Unblock User PIN'), name, 'pin.unblock', { serial: device.serial });
    if (done)
      room.note(t('Unblock User PIN'), name, { kind: 'done', text: t('The User PIN is unblocked and set anew. No key was touched.') });
  },
});
