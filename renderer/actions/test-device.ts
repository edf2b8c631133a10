import { t } from '../../shared/language/text.ts';
import { deviceAction, notInitialized } from './action.ts';

export const testDevice = deviceAction({
  id: 'test-device',
  label: t('Test Device'),
  nodes: ['device'],
  hindrance: notInitialized,
  perform: ({ serial }, room) => room.open({ kind: 'test-device', serial }),
});
