import { refuse } from '../../shared/failure.ts';
import type { CreatedShare } from '../../shared/models/reports.ts';
import type { Serial } from '../../shared/numbers.ts';
import type { Workstation } from './workstation.ts';

export async function createSplitShare(
  _: Workstation,
  _serial: Serial,
  _split: { threshold: number; custodians: string[] },
): Promise<CreatedShare> {
  return refuse('no-ceremony-folder');
}
export async function reissueShare(
  _: Workstation,
  setId: string,
  _split: { threshold: number; custodians: string[] },
): Promise<CreatedShare> {
  return refuse('no-such-set', { setId });
}
