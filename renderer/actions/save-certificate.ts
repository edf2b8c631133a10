import { deviceName } from '../key-manager/node-text.ts';
import { pairAction } from './action.ts';

export const saveCertificate = pairAction({
  id: 'save-certificate',
  label: 'Save Certificate or Request…',
  hindrance: ({ details }) =>
    details?.certificate === 'none' ? 'The device holds neither a certificate nor a request for this key.' : undefined,
  async perform({ reference }, device, room) {
    const name = deviceName(device);
    const done = await room.operate('Save Certificate', name, 'certificate.save', { serial: device.serial, reference });
    if (done) room.open({ kind: 'public-saved', title: 'Save Certificate or Request', device: name, report: done.value });
  },
});
