import { useRef } from 'react';
import { t } from '../../../shared/language/text.ts';
import type { CustodySnapshot, Holding } from '../../../shared/models/custody.ts';
import { useRoomState } from '../../room-context.ts';
import { custodianName, holdingName, holdingPurpose } from '../register-words.ts';

/** The register as it is now, or as it was last seen: a dialog does not fall apart when the folder is closed. */
export function useLastSeenCustody(): CustodySnapshot | undefined {
  const now = useRoomState((state) => state.snapshot?.custody);
  const last = useRef(now);
  if (now) last.current = now;
  return last.current;
}

export interface SeenSheet {
  readonly holding: Holding;
  readonly name: string;
  readonly holder: string;
  /** For the line below a dialog's title: `Part 2 of 3, Ada Lovelace: CA 2027`. */
  readonly about: string;
}

export function useSheet(sheetId: string): SeenSheet | undefined {
  const register = useLastSeenCustody()?.register;
  const holding = register?.holdings.find((other) => other.sheetId === sheetId);
  if (!register || !holding) return undefined;
  const name = holdingName({ ...holding, copies: 1 }, register);
  const holder = custodianName(holding.custodianId, register);
  const purpose = holdingPurpose(holding, register);
  const whose = `${name}, ${holder}`;
  return { holding, name, holder, about: purpose ? t('{sheet}: {purpose}', { sheet: whose, purpose }) : whose };
}
