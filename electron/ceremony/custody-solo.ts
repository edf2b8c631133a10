import { refuse } from '../../shared/failure.ts';
import type { SoloCheck } from '../../shared/models/reports.ts';
import type { Workstation } from './workstation.ts';

export async function soloCheck(_workstation: Workstation, sheetId: string): Promise<SoloCheck> {
  return refuse('no-such-sheet', { sheetId });
}
