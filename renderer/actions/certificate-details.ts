import { t } from '../../shared/language/text.ts';
import { deviceAction } from './action.ts';

export const certificateDetails = deviceAction({
  id: 'certificate-details',
  label: t('Details'),
  nodes: ['certificate'],
  perform: ({ serial }, room) => room.open({ kind: 'certificate-details', serial }),
});
