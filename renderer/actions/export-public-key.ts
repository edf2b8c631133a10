import { pairAction } from './action.ts';

export const exportPublicKey = pairAction({
  id: 'export-public-key',
  label: 'Export Public Key…',
  hindrance: ({ details }) => (details && !details.publicKeySha256 ? 'The device does not tell the public key of this key.' : undefined),
  perform: ({ reference }, { serial }, room) => room.open({ kind: 'export-public-key', serial, reference }),
});
