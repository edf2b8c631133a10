import { t } from '../../shared/language/text.ts';
import { deviceName } from '../key-manager/node-text.ts';
import { deviceAction, keysMissing, notInitialized, withoutUserPin } from './action.ts';

/** Where the device still has its transport PIN, it is changed in the same step. */
export const login = deviceAction({
  id: 'login',
  label: t('Login with User PIN'),
  nodes: ['user-pin'],
  hindrance(device) {
    switch (device.userPin.kind) {
      case 'verified':
        return t('You are logged in.');
      case 'blocked':
        return t('The User PIN is blocked. Unblock it with the SO-PIN.');
      case 'keys-first':
        return withoutUserPin(device) ?? keysMissing(device);
      default:
        return notInitialized(device);
    }
  },
  async perform(device, room) {
    await room.operate(t('Login with User PIN'), deviceName(device), 'pin.login', { serial: device.serial });
  },
});
