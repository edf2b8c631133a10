import { t } from '../../shared/language/text.ts';
import { deviceName } from '../key-manager/node-text.ts';
import { deviceAction } from './action.ts';

export const logout = deviceAction({
  id: 'logout',
  label: t('Logout'),
  nodes: ['user-pin'],
  hindrance: ({ userPin }) => (userPin.kind === 'verified' ? undefined : t('Nobody is logged in.')),
  async perform(device, room) {
    await room.operate(t('Logout'), deviceName(device), 'pin.logout', { serial: device.serial });
  },
});
