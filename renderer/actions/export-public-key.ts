import { t } from '../../shared/language/text.ts';
import { pairAction } from './action.ts';

export const exportPublicKey = pairAction({
  id: 'export-public-key',
  label: t('Export Public Key…'),
  hindrance: ({ details }) => (details && !details.publicKeySha256 ? t('The device does not tell the public key of this key.') : undefined),
  perform: ({ reference }, { serial }, room) => room.open({ kind: 'export-public-key', serial, reference }),
});
