import type { Attestation, SavedPublic } from '../../../shared/models/certificates.ts';
import type { ExportedObject, ImportedCertificates } from '../../../shared/models/object-reports.ts';
import type { ExportedKey, ExportedPublicKey, KeyName, TestReport } from '../../../shared/models/reports.ts';
import type { KeyReference, ObjectFile, Serial } from '../../../shared/numbers.ts';
import type { Planned, PlannedAes, PlannedEc, PlannedInitialization, PlannedRsa, PlannedSplit, PlannedWay } from './planned.ts';

/** The dialogs of the Key Manager. */
export type KeyManagerDialog =
  | {
      readonly kind:
        | 'import-from-file'
        | 'register-public-key'
        | 'authenticate-with-device'
        | 'certificate-details'
        | 'import-data'
        | 'look-through-module'
        | 'mechanisms'
        | 'generate-through-module'
        | 'delete-through-module';
      readonly serial: Serial;
    }
  /** `planned`: filled in from the plan of the ceremony under way. */
  | { readonly kind: 'initialize-device'; readonly serial: Serial; readonly planned?: Planned<PlannedInitialization> }
  | { readonly kind: 'create-share'; readonly serial: Serial; readonly planned?: Planned<Partial<PlannedSplit>> }
  /** `keyDomain` on a device that has them. */
  | { readonly kind: 'import-share'; readonly serial: Serial; readonly keyDomain?: number; readonly planned?: Planned<PlannedWay> }
  | { readonly kind: 'generate-aes'; readonly serial: Serial; readonly keyDomain?: number; readonly planned?: Planned<PlannedAes> }
  | { readonly kind: 'generate-rsa'; readonly serial: Serial; readonly keyDomain?: number; readonly planned?: Planned<PlannedRsa> }
  | { readonly kind: 'generate-ec'; readonly serial: Serial; readonly keyDomain?: number; readonly planned?: Planned<PlannedEc> }
  | { readonly kind: 'set-up-domain' | 'remove-dkek' | 'delete-domain'; readonly serial: Serial; readonly keyDomain: number }
  | {
      readonly kind: 'rename-key' | 'delete-key' | 'create-csr' | 'import-certificate' | 'export-public-key';
      readonly serial: Serial;
      readonly reference: KeyReference;
    }
  | {
      readonly kind: 'attestation';
      readonly serial: Serial;
      readonly reference: KeyReference;
      readonly device: string;
      readonly report: Attestation;
    }
  | { readonly kind: 'public-saved'; readonly title: string; readonly device: string; readonly report: SavedPublic }
  | { readonly kind: 'rename-object' | 'delete-object'; readonly serial: Serial; readonly file: ObjectFile }
  | { readonly kind: 'certificates-imported'; readonly device: string; readonly report: ImportedCertificates }
  | { readonly kind: 'object-exported'; readonly device: string; readonly report: ExportedObject }
  | { readonly kind: 'key-exported'; readonly device: string; readonly report: ExportedKey }
  | { readonly kind: 'registration-exported'; readonly device: string; readonly report: ExportedPublicKey }
  | { readonly kind: 'key-imported'; readonly device: string; readonly report: KeyName }
  | { readonly kind: 'test-device'; readonly serial: Serial }
  | { readonly kind: 'test-counted-key'; readonly serial: Serial; readonly reference: KeyReference }
  | { readonly kind: 'test-report'; readonly title: string; readonly device: string; readonly report: TestReport }
  | { readonly kind: 'choose-module' }
  | { readonly kind: 'remove-reader'; readonly reader: string };
