import { refuse } from '../../shared/failure.ts';
import type { IssuedSet } from '../../shared/models/reports.ts';
import type { Workstation } from './workstation.ts';

export async function splitTextAmongCustodians(
  _: Workstation,
  _request: { purpose: string; split: { threshold: number; custodians: string[] } },
): Promise<IssuedSet> {
  return refuse('no-ceremony-folder');
}
export async function combineTextParts(_: Workstation): Promise<void> {
  return refuse('no-ceremony-folder');
}
