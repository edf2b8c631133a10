import type { ExportedKey, KeyName, SheetOutcome, TestReport } from '../../shared/models/reports.ts';
import type { KeyReference, Serial } from '../../shared/numbers.ts';

/** Which dialog, about what. Everything else a dialog shows comes from the newest snapshot. */
export type DialogRequest =
  | {
      readonly kind:
        | 'initialize-device'
        | 'create-share'
        | 'import-share'
        | 'generate-aes'
        | 'generate-rsa'
        | 'generate-ec'
        | 'certificate-details';
      readonly serial: Serial;
    }
  | { readonly kind: 'rename-key' | 'delete-key'; readonly serial: Serial; readonly reference: KeyReference }
  | { readonly kind: 'key-exported'; readonly device: string; readonly report: ExportedKey }
  | { readonly kind: 'key-imported'; readonly device: string; readonly report: KeyName }
  | { readonly kind: 'test-report'; readonly title: string; readonly device: string; readonly report: TestReport }
  | { readonly kind: 'remove-reader'; readonly reader: string }
  | { readonly kind: 'add-custodian' | 'print-sheet' | 'restore-paper' | 'split-text' | 'combine-text' }
  | { readonly kind: 'change-custodian' | 'remove-custodian'; readonly id: string }
  | { readonly kind: 'seal' | 'solo-check'; readonly sheetId: string }
  | { readonly kind: 'reissue'; readonly setId: string }
  | { readonly kind: 'sheet-outcome'; readonly title: string; readonly report: SheetOutcome };
