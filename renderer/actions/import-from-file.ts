import { t } from '../../shared/language/text.ts';
import { isOwnDkek } from '../key-manager/backup.ts';
import { deviceAction, noDkek, notLoggedIn, sharesMissing } from './action.ts';

export const importFromFile = deviceAction({
  id: 'import-from-file',
  label: t('Import from PKCS#12…'),
  nodes: ['device'],
  hindrance(device) {
    if (isOwnDkek(device))
      return t('The device made its DKEK itself (Random DKEK): without shares no key from a file can be encrypted for it.');
    return sharesMissing(device) ?? notLoggedIn(device) ?? noDkek(device);
  },
  perform: ({ serial }, room) => room.open({ kind: 'import-from-file', serial }),
});
