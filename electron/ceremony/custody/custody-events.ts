import { isReadBack, isReplaced, lastState } from '../../../shared/custody/quorum.ts';
import { refuse } from '../../../shared/failure.ts';
import type { Holding, HoldingState, Register } from '../../../shared/models/custody.ts';
import { timestamp } from '../timestamp.ts';

/** One holding of this sheet. Refusal no-such-sheet, sheet-replaced. */
export function holdingIn(register: Register, sheetId: string): Holding {
  const copies = register.holdings.filter((holding) => holding.sheetId === sheetId);
  const current = copies.find((holding) => !isReplaced(holding));
  return current ?? refuse(copies.length > 0 ? 'sheet-replaced' : 'no-such-sheet', { sheetId });
}

/**
 * Adds an event to a sheet. Of several copies it goes to the one that has waited longest for it: each check and each bag is
 * about one copy. Refusal no-such-sheet, sheet-replaced, not-read-back (for `sealed`).
 */
export function recordOnCopy(register: Register, sheetId: string, state: HoldingState, { teb }: { readonly teb?: string } = {}): Register {
  holdingIn(register, sheetId);
  const copies = register.holdings.filter((holding) => holding.sheetId === sheetId && !isReplaced(holding));
  const ready = state === 'sealed' ? copies.filter(isReadBack) : copies;
  const latest = (holding: Holding) => holding.events.filter((event) => event.state === state).at(-1)?.at ?? '';
  const open = state === 'sealed' ? ready.filter((holding) => lastState(holding) !== 'sealed') : ready;
  const [chosen] = [...(open.length > 0 ? open : ready)].sort((a, b) => Date.parse(latest(a) || '1970') - Date.parse(latest(b) || '1970'));
  if (!chosen) return refuse('not-read-back', { sheetId });
  const event = { state, at: timestamp(), ...(teb === undefined ? {} : { teb }) };
  return {
    ...register,
    holdings: register.holdings.map((holding) => (holding === chosen ? { ...holding, events: [...holding.events, event] } : holding)),
  };
}
