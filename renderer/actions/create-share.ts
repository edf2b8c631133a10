import { t } from '../../shared/language/text.ts';
import { deviceAction } from './action.ts';

export const createShare = deviceAction({
  id: 'create-share',
  label: t('Create DKEK Share…'),
  nodes: ['device'],
  perform: ({ serial }, room) => room.open({ kind: 'create-share', serial }),
});
