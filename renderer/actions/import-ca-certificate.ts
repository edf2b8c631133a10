import { t } from '../../shared/language/text.ts';
import { deviceName } from '../key-manager/node-text.ts';
import { objectNodeId } from '../key-manager/tree-nodes.ts';
import { deviceAction, notLoggedIn } from './action.ts';

export const importCaCertificate = deviceAction({
  id: 'import-ca-certificate',
  label: t('Import Certificate…'),
  nodes: ['objects'],
  hindrance: notLoggedIn,
  async perform(device, room) {
    const name = deviceName(device);
    const done = await room.operate(t('Import Certificate'), name, 'object.import-certificate', { serial: device.serial });
    if (!done) return;
    const [first] = done.value.imported;
    if (first) room.select(objectNodeId(device.serial, first.file));
    room.open({ kind: 'certificates-imported', device: name, report: done.value });
  },
});
