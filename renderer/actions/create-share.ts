import { deviceAction } from './action.ts';

export const createShare = deviceAction({
  id: 'create-share',
  label: 'Create DKEK Share…',
  nodes: ['device'],
  perform: ({ serial }, room) => room.open({ kind: 'create-share', serial }),
});
