import { t } from '../../shared/language/text.ts';
import { deviceName } from '../key-manager/node-text.ts';
import { deviceAction, notInitialized } from './action.ts';

export const changeSoPin = deviceAction({
  id: 'change-so-pin',
  label: t('Change SO-PIN…'),
  nodes: ['so-pin'],
  hindrance: (device) => (device.soPin.kind === 'blocked' ? t('The SO-PIN is blocked for good.') : notInitialized(device)),
  async perform(device, room) {
    const name = deviceName(device);
    const done = await room.operate(t('Change SO-PIN'), name, 'so-pin.change', { serial: device.serial });
    if (done)
      room.note(t('Change SO-PIN'), name, { kind: 'done', text: t('The SO-PIN was changed. Put the new one into its envelope now.') });
  },
});
