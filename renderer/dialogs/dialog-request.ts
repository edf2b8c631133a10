import type { ReactNode } from 'react';
import type { CeremonyDialog } from '../ceremony/dialogs/requests.ts';
import type { MinutesDialog } from '../ceremony/minutes/requests.ts';
import type { CloneDialog } from '../clone/dialogs/requests.ts';
import type { CustodyDialog } from '../custodians/dialogs/requests.ts';
import type { FrameDialog } from '../frame/dialogs/requests.ts';
import type { HelpDialog } from '../help/requests.ts';
import type { KeyManagerDialog } from '../key-manager/dialogs/requests.ts';
import type { WebadmDialog } from '../webadm/dialogs/requests.ts';

/** Which dialog, about what. Everything else a dialog shows comes from the newest snapshot. Each view declares its own. */
export type DialogRequest =
  | FrameDialog
  | HelpDialog
  | KeyManagerDialog
  | CustodyDialog
  | CloneDialog
  | CeremonyDialog
  | MinutesDialog
  | WebadmDialog;

/** For each kind of dialog: what it is called where it is only mentioned, and how it is drawn. */
export type DialogTable<Request extends { readonly kind: string }> = {
  readonly [Kind in Request['kind']]: {
    readonly title: string;
    readonly draw: (request: Request & { readonly kind: Kind }) => ReactNode;
  };
};
