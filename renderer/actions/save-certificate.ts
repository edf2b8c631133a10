import { t } from '../../shared/language/text.ts';
import type { DeviceSnapshot, KeySnapshot } from '../../shared/models/snapshot.ts';
import { deviceName } from '../key-manager/node-text.ts';
import type { Room } from '../store.ts';
import { pairAction } from './action.ts';

/** A device holds one of the two for each key; both are saved as they are found. */
export const saveCertificate = pairAction({
  id: 'save-certificate',
  label: t('Save Certificate…'),
  appliesTo: ({ details }) => details?.certificate === 'x509',
  perform: (key, device, room) => save(t('Save Certificate'), key, device, room),
});

export const saveRequest = pairAction({
  id: 'save-request',
  label: t('Save Device Request…'),
  appliesTo: ({ details }) => details?.certificate === 'request',
  perform: (key, device, room) => save(t('Save Device Request'), key, device, room),
});

async function save(title: string, { reference }: KeySnapshot, device: DeviceSnapshot, room: Room): Promise<void> {
  const name = deviceName(device);
  const done = await room.operate(title, name, 'certificate.save', { serial: device.serial, reference });
  if (done) room.open({ kind: 'public-saved', title, device: name, report: done.value });
}
