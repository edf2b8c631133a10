import { deviceAction } from './action.ts';

export const certificateDetails = deviceAction({
  id: 'certificate-details',
  label: 'Details',
  nodes: ['certificate'],
  perform: ({ serial }, room) => room.open({ kind: 'certificate-details', serial }),
});
