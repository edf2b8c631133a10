import { Damaged } from '../controls/Damaged.tsx';
import { Deferred, useDeferred } from '../deferred.tsx';
import { useRoomState } from '../room-context.ts';
import { DialogPlaceContext } from './dialog-place.ts';
import type { DialogRequest } from './dialog-request.ts';

const allDialogs = new Deferred(() => import('./all-dialogs.tsx'));

/** Draws the first open dialog; those put aside keep what was entered and wait. */
export function DialogHost() {
  const open = useRoomState((state) => state.dialogs);
  const front = open.find((dialog) => !dialog.aside);
  return open.map((dialog) => (
    <DialogPlaceContext key={dialog.id} value={{ id: dialog.id, isFront: dialog === front }}>
      <Content request={dialog.request} />
    </DialogPlaceContext>
  ));
}

function Content({ request }: { readonly request: DialogRequest }) {
  const { value, failed } = useDeferred(allDialogs);
  if (failed) return <Damaged />;
  return value && <value.DialogContent request={request} />;
}

/** What an open dialog is called where it is only mentioned. */
export function dialogTitle(request: DialogRequest): string {
  return allDialogs.loaded?.dialogTitle(request) ?? '';
}
