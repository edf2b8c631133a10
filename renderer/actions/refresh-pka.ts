import { t } from '../../shared/language/text.ts';
import { deviceName } from '../key-manager/node-text.ts';
import { deviceAction } from './action.ts';

export const refreshPka = deviceAction({
  id: 'refresh-pka',
  label: t('Refresh Status'),
  nodes: ['pka'],
  async perform(device, room) {
    await room.operate(t('Refresh Status'), deviceName(device), 'pka.refresh', { serial: device.serial });
  },
});
