import { t } from '../../shared/language/text.ts';
import { deviceName } from '../key-manager/node-text.ts';
import { keyAction, notLoggedIn } from './action.ts';

export const testKey = keyAction({
  id: 'test-key',
  label: t('Test Key'),
  hindrance: (_key, device) => notLoggedIn(device),
  async perform(key, device, room) {
    const { serial } = device;
    const { reference, details } = key;
    if (details?.useCounter !== undefined) return room.open({ kind: 'test-counted-key', serial, reference });
    const name = deviceName(device);
    const done = await room.operate(t('Test Key'), name, 'key.test', { serial, reference, counted: false });
    if (done) room.open({ kind: 'test-report', title: t('Test Key'), device: name, report: done.value });
  },
});
