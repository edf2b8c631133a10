import { t } from '../../shared/language/text.ts';
import { moduleAction } from './action.ts';

export const chooseModule = moduleAction({
  id: 'choose-module',
  label: t('Choose PKCS#11 Module…'),
  perform: (_device, room) => room.open({ kind: 'choose-module' }),
});
