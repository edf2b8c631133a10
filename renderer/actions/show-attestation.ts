import { t } from '../../shared/language/text.ts';
import { deviceName } from '../key-manager/node-text.ts';
import { pairAction } from './action.ts';

export const showAttestation = pairAction({
  id: 'show-attestation',
  label: t('Show Attestation…'),
  async perform({ reference }, device, room) {
    const name = deviceName(device);
    const done = await room.operate(t('Show Attestation'), name, 'certificate.attest', { serial: device.serial, reference });
    if (done) room.open({ kind: 'attestation', serial: device.serial, reference, device: name, report: done.value });
  },
});
