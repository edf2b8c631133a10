import { t } from '../../shared/language/text.ts';
import { notLoggedIn, pairAction } from './action.ts';

export const createCsr = pairAction({
  id: 'create-csr',
  label: t('Create CSR…'),
  hindrance: (_key, device) => notLoggedIn(device),
  perform: ({ reference }, { serial }, room) => room.open({ kind: 'create-csr', serial, reference }),
});
