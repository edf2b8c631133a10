import type { AboutReport } from '../../shared/models/about.ts';
import type { DocumentModel } from '../../shared/models/document.ts';
import type { PreflightFinding } from '../../shared/models/script.ts';
import type { Secret } from '../crypto/secret.ts';
import type { Custody } from './custody/custody-register.ts';
import type { Documents } from './documents.ts';
import type { TemporaryDevice } from './drill/temporary-device.ts';
import type { Fleet } from './fleet/fleet.ts';
import type { LongWork, Reports } from './long-work.ts';
import type { Modules } from './module/modules.ts';
import type { PaperDesk } from './paper.ts';
import type { Person } from './person.ts';
import type { Script } from './script/script.ts';
import type { Recorder } from './transcript/recorder.ts';

/**
 * Password to key and IV of a DKEK share file: 30 million MD5 off the main thread. `salt` has 8 bytes, the key 32, the
 * IV 16; the caller wipes both. Rejects when the signal is aborted.
 */
export type DerivePbeKey = (password: Secret, salt: Uint8Array, reports: Reports) => Promise<{ readonly key: Secret; readonly iv: Secret }>;

/** What every procedure works with: devices, the human, paper, documents, who holds what, other vendors' modules, the slow derivation. */
export interface Workstation {
  readonly fleet: Fleet;
  readonly person: Person;
  readonly paper: PaperDesk;
  readonly documents: Documents;
  readonly custody: Custody;
  readonly modules: Modules;
  readonly longWork: LongWork;
  readonly derivePbeKey: DerivePbeKey;
  /** A simulated device for one restore drill. */
  readonly temporaryDevice: () => Promise<TemporaryDevice>;
  /** The transcript of the open ceremony folder. */
  readonly records: Pick<Recorder, 'ceremony' | 'record'>;
  /** The ceremony under way. */
  readonly script: Script;
  /** Looks whether this machine is fit for a ceremony. */
  readonly preflight: () => Promise<readonly PreflightFinding[]>;
  /** The app itself: what it is, and what somebody who helps needs to know of its last hour. */
  readonly application: { readonly about: () => Promise<AboutReport>; readonly diagnose: () => Promise<DocumentModel> };
}
