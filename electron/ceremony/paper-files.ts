import { refuse } from '../../shared/failure.ts';
import type { RestoredFile, SheetOutcome } from '../../shared/models/reports.ts';
import type { Workstation } from './workstation.ts';

export async function printFile(_: Workstation, _request: { copies: number; custodian?: string | undefined }): Promise<SheetOutcome> {
  return refuse('file-not-for-paper');
}
export async function printBlankForm(_: Workstation): Promise<SheetOutcome> {
  return refuse('file-not-for-paper');
}
export async function restoreFromPaper(_: Workstation): Promise<RestoredFile> {
  return refuse('file-not-for-paper');
}
