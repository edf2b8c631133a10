import { t } from '../../shared/language/text.ts';
import { deviceName } from '../key-manager/node-text.ts';
import { type Action, keyAction } from './action.ts';

/** Only an EC key that was generated in its device has a request, which the device signed. */
export const exportForRegistration = {
  ...keyAction({
    id: 'export-for-registration',
    label: t('Export Public Key for Registration…'),
    hindrance: (key) =>
      key.details && key.details.certificate !== 'request'
        ? t('Only a key that was generated in this device, and has no certificate in place of its request, can be registered elsewhere.')
        : undefined,
    async perform(key, device, room) {
      const name = deviceName(device);
      const done = await room.operate(t('Export Public Key'), name, 'pka.export', { serial: device.serial, reference: key.reference });
      if (done) room.open({ kind: 'registration-exported', device: name, report: done.value });
    },
  }),
  appliesTo: (node) => node.kind === 'key' && node.key.type.kind === 'EC',
} satisfies Action;
