import { t } from '../../shared/language/text.ts';
import { deviceName } from '../key-manager/node-text.ts';
import { deviceAction, keysMissing, notInitialized, withoutUserPin } from './action.ts';

export const changeUserPin = deviceAction({
  id: 'change-user-pin',
  label: t('Change User PIN…'),
  nodes: ['user-pin'],
  hindrance: (device) =>
    withoutUserPin(device) ??
    keysMissing(device) ??
    (device.userPin.kind === 'blocked' ? t('The User PIN is blocked. Unblock it with the SO-PIN.') : notInitialized(device)),
  async perform(device, room) {
    const name = deviceName(device);
    const done = await room.operate(t('Change User PIN'), name, 'pin.change', { serial: device.serial });
    if (done) room.note(t('Change User PIN'), name, { kind: 'done', text: t('The User PIN was changed. The old one is no longer valid.') });
  },
});
