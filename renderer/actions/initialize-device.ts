import { t } from '../../shared/language/text.ts';
import { deviceAction } from './action.ts';

export const initializeDevice = deviceAction({
  id: 'initialize-device',
  label: t('Initialize Device…'),
  danger: true,
  nodes: ['device'],
  hindrance: ({ soPin }) =>
    soPin.kind === 'blocked' ? t('The SO-PIN is blocked; this device can never be initialized again.') : undefined,
  perform: ({ serial }, room) => room.open({ kind: 'initialize-device', serial }),
});
