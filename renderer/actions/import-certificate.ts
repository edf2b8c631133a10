import { t } from '../../shared/language/text.ts';
import { notLoggedIn, pairAction } from './action.ts';

export const importCertificate = pairAction({
  id: 'import-certificate',
  label: t('Import Certificate…'),
  hindrance: (_key, device) => notLoggedIn(device),
  perform: ({ reference }, { serial }, room) => room.open({ kind: 'import-certificate', serial, reference }),
});
