import { t } from '../../shared/language/text.ts';
import { deviceName } from '../key-manager/node-text.ts';
import { notLoggedIn, objectAction } from './action.ts';

export const exportObject = objectAction({
  id: 'export-object',
  label: t('Export…'),
  hindrance(object, device) {
    if (object.state === 'no content') return t('There is no content to save.');
    return object.kind === 'confidential' ? notLoggedIn(device) : undefined;
  },
  async perform({ file }, device, room) {
    const name = deviceName(device);
    const done = await room.operate(t('Export Object'), name, 'object.export', { serial: device.serial, file });
    if (done) room.open({ kind: 'object-exported', device: name, report: done.value });
  },
});
