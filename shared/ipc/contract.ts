/**
 * The one contract between the main window and main. An operation is declared once, in operations/: its words, the
 * schema of its request, the type of its response, and whether it may change a card. No request and no response has a
 * field for a secret: PINs, passwords and shares go through the secret window straight to main.
 */
import type { z } from 'zod';
import type { MenuChoice } from '../models/menu-choice.ts';
import type { Progress } from '../models/reports.ts';
import type { Snapshot } from '../models/snapshot.ts';
import type { Result } from '../result.ts';
import { applicationOperations } from './operations/application.ts';
import { certificateOperations } from './operations/certificate.ts';
import { cloneOperations } from './operations/clone.ts';
import { custodyOperations } from './operations/custody.ts';
import { deviceOperations } from './operations/device.ts';
import { documentOperations } from './operations/document.ts';
import { domainOperations } from './operations/domain.ts';
import { drillOperations } from './operations/drill.ts';
import { inspectOperations } from './operations/inspect.ts';
import { keyOperations } from './operations/key.ts';
import { keyFileOperations } from './operations/key-file.ts';
import { minutesOperations } from './operations/minutes.ts';
import { moduleOperations } from './operations/module.ts';
import { objectOperations } from './operations/object.ts';
import { paperOperations } from './operations/paper.ts';
import { pinOperations } from './operations/pin.ts';
import { publicKeyAuthenticationOperations } from './operations/public-key-authentication.ts';
import { rehearsalOperations } from './operations/rehearsal.ts';
import { scriptOperations } from './operations/script.ts';
import { shareOperations } from './operations/share.ts';
import { webadmOperations } from './operations/webadm.ts';
import { workstationOperations } from './operations/workstation.ts';

export const contract = {
  ...deviceOperations,
  ...pinOperations,
  ...publicKeyAuthenticationOperations,
  ...shareOperations,
  ...custodyOperations,
  ...paperOperations,
  ...documentOperations,
  ...domainOperations,
  ...keyOperations,
  ...inspectOperations,
  ...keyFileOperations,
  ...certificateOperations,
  ...moduleOperations,
  ...cloneOperations,
  ...drillOperations,
  ...objectOperations,
  ...rehearsalOperations,
  ...scriptOperations,
  ...minutesOperations,
  ...webadmOperations,
  ...workstationOperations,
  ...applicationOperations,
} as const;

export type Contract = typeof contract;
export type OperationName = keyof Contract;
export type ParsedRequest<Name extends OperationName> = z.output<Contract[Name]['request']>;
/** What the window sends: the same type, since serials and references reach it branded, in snapshots. */
export type RequestOf<Name extends OperationName> = ParsedRequest<Name>;
export type ResponseOf<Name extends OperationName> = Contract[Name]['response'];

/** Operations that main asks a person about before they run. */
export type AskedFirst = { [Name in OperationName]: Contract[Name]['consent'] extends 'asked first' ? Name : never }[OperationName];

/** What main pushes to the main window. */
export interface Events {
  snapshot: Snapshot;
  /** The work under way, or null when there is none. */
  progress: Progress | null;
  menu: MenuChoice;
}
export type EventName = keyof Events;

/** What the preload puts on the main window as `window.conclave`. */
export interface Bridge {
  invoke<Name extends OperationName>(name: Name, request: RequestOf<Name>): Promise<Result<ResponseOf<Name>>>;
  /** Path of a file that was dropped onto the window; empty where it has none. */
  pathOf(file: object): string;
  /** Returns the function that ends the subscription. */
  subscribe<Name extends EventName>(name: Name, listener: (event: Events[Name]) => void): () => void;
}
