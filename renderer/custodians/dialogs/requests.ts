import type { SheetOutcome } from '../../../shared/models/reports.ts';

/** The dialogs of the Custodians view. */
export type CustodyDialog =
  | { readonly kind: 'print-sheet'; readonly planned?: { readonly step: string; readonly copies: number } }
  | { readonly kind: 'add-custodian' | 'restore-paper' | 'split-text' | 'combine-text' }
  | { readonly kind: 'change-custodian' | 'remove-custodian'; readonly id: string }
  | { readonly kind: 'seal' | 'solo-check'; readonly sheetId: string }
  | { readonly kind: 'reissue'; readonly setId: string }
  | { readonly kind: 'sheet-outcome'; readonly title: string; readonly report: SheetOutcome };
