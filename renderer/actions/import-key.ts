import { t } from '../../shared/language/text.ts';
import { deviceName } from '../key-manager/node-text.ts';
import { keyNodeId } from '../key-manager/tree-nodes.ts';
import { deviceAction, noDkek, notLoggedIn, sharesMissing } from './action.ts';

export const importKey = deviceAction({
  id: 'import-key',
  label: t('Import Key…'),
  nodes: ['dkek', 'domain'],
  hindrance: (device, place) => sharesMissing(device, place) ?? notLoggedIn(device) ?? noDkek(device, place),
  async perform(device, room) {
    const name = deviceName(device);
    const done = await room.operate(t('Import Key'), name, 'key.import', { serial: device.serial });
    if (!done) return;
    room.select(keyNodeId(done.value.serial, done.value.reference));
    room.open({ kind: 'key-imported', device: name, report: done.value });
  },
});
