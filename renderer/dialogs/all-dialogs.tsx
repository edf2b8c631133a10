import type { ReactNode } from 'react';
import { ceremonyDialogs } from '../ceremony/dialogs/table.tsx';
import { minutesDialogs } from '../ceremony/minutes/table.tsx';
import { cloneDialogs } from '../clone/dialogs/table.tsx';
import { custodyDialogs } from '../custodians/dialogs/table.tsx';
import { frameDialogs } from '../frame/dialogs/table.tsx';
import { helpDialogs } from '../help/table.tsx';
import { keyManagerDialogs } from '../key-manager/dialogs/table.tsx';
import { webadmDialogs } from '../webadm/dialogs/table.tsx';
import type { DialogRequest, DialogTable } from './dialog-request.ts';

const dialogs: DialogTable<DialogRequest> = {
  ...frameDialogs,
  ...helpDialogs,
  ...keyManagerDialogs,
  ...custodyDialogs,
  ...cloneDialogs,
  ...ceremonyDialogs,
  ...minutesDialogs,
  ...webadmDialogs,
};

/** A component of its own, so that a dialog's state lives as long as its place. */
export function DialogContent({ request }: { readonly request: DialogRequest }) {
  // The table's type ties each kind to its own request; TypeScript cannot follow that through the look-up.
  const { draw } = dialogs[request.kind] as { readonly draw: (request: DialogRequest) => ReactNode };
  return draw(request);
}

/** What a dialog is called where it is only mentioned. */
export function dialogTitle(request: DialogRequest): string {
  return dialogs[request.kind].title;
}
