import { t } from '../../shared/language/text.ts';
import { backupOf } from '../key-manager/backup.ts';
import { notReady, placeOfKey } from '../key-manager/dkek-place.ts';
import { deviceName } from '../key-manager/node-text.ts';
import { keyAction, noDkek, notLoggedIn } from './action.ts';

export const exportKey = keyAction({
  id: 'export-key',
  label: t('Export Key…'),
  hindrance(key, device) {
    if (backupOf(key, device) === 'no WRAP') return t('This key was made without WRAP (92); it can never leave this device.');
    if (device.keyDomains && key.keyDomain === undefined) return t('The device does not tell in which key domain this key is.');
    const place = placeOfKey(key, device);
    return noDkek(device, place) ?? notReady(place, 'export') ?? notLoggedIn(device);
  },
  async perform(key, device, room) {
    const name = deviceName(device);
    const done = await room.operate(t('Export Key'), name, 'key.export', { serial: device.serial, reference: key.reference });
    if (done) room.open({ kind: 'key-exported', device: name, report: done.value });
  },
});
