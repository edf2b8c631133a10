import { deviceAction, keysMissing, notInitialized } from './action.ts';

export const importShare = deviceAction({
  id: 'import-share',
  label: 'Import DKEK Share…',
  nodes: ['dkek'],
  hindrance(device) {
    if (device.dkek.kind === 'complete') return 'The DKEK is complete; it takes no further share.';
    if (device.dkek.kind === 'none') return notInitialized(device) ?? 'This device was initialized without DKEK shares.';
    return notInitialized(device) ?? keysMissing(device);
  },
  perform: ({ serial }, room) => room.open({ kind: 'import-share', serial }),
});
