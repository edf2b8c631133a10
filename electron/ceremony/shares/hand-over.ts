import { failure, Refusal } from '../../../shared/failure.ts';
import type { Holding, HoldingEvent } from '../../../shared/models/custody.ts';
import type { SheetModel } from '../../../shared/models/sheet.ts';
import { newId } from '../../crypto/sheet-id.ts';
import { fullName } from '../custody/custody-people.ts';
import type { SheetOrigin, SheetPart } from '../sheets/sheet-origin.ts';
import { timestamp } from '../timestamp.ts';
import type { Workstation } from '../workstation.ts';
import type { SplitPlan } from './split-plan.ts';

/** What is handed over: the parts of one set, and how the sheet of one is made. */
export interface PartsToHandOver {
  readonly setId: string;
  readonly kind: 'password-share' | 'text-share';
  readonly plan: SplitPlan;
  /** Makes the sheet of a part only when its custodian sits before the screen; its text cannot be wiped, only let go. */
  readonly sheet: (origin: SheetOrigin & SheetPart) => SheetModel;
  readonly fingerprint?: (index: number) => string;
  /** The part is with its custodian: it is not needed here any more. */
  readonly wipe: (index: number) => void;
}

/**
 * Hands each custodian their part, one after the other; each must read it back before the next one comes. Gives what the
 * register is to hold. Refusal hand-over-abandoned unless all have read back.
 */
export async function handOverParts({ paper, custody }: Workstation, parts: PartsToHandOver): Promise<Holding[]> {
  const { setId, kind, plan } = parts;
  const { practice, ceremonyId, title } = custody.register;
  const holdings: Holding[] = [];
  for (const [at, custodian] of plan.custodians.entries()) {
    const index = at + 1;
    const sheetId = newId();
    const created = new Date();
    const model = parts.sheet({
      ...{ setId, index, threshold: plan.threshold, total: plan.total },
      ...{ sheetId, practice, ceremony: { ceremonyId, title }, custodian: fullName(custodian), at: created },
    });
    const fingerprint = parts.fingerprint?.(index);
    try {
      const { printed } = await paper.handOver({ model, custodian: fullName(custodian), readBack: linesToReadBack(model) });
      const events = eventsOf(created, printed);
      holdings.push({
        ...{ sheetId, kind, custodianId: custodian.id, setId, index, copy: 1, copies: 1, events },
        ...(fingerprint === undefined ? {} : { fingerprint }),
      });
    } catch (cause) {
      throw new Refusal(failure('hand-over-abandoned', { handed: holdings.length, total: plan.total }), { cause });
    }
    parts.wipe(index);
  }
  return holdings;
}

/** Everything but the prime, the first line of a password share, which is the same on all our sheets. */
function linesToReadBack({ kind, lines }: SheetModel): string[] {
  return (kind === 'password-share' ? lines.slice(1) : lines).map(({ groups }) => groups.join(''));
}

function eventsOf(created: Date, printed: boolean): HoldingEvent[] {
  const now = timestamp();
  return [
    { state: 'created', at: timestamp(created) },
    ...(printed ? [{ state: 'printed', at: now } as const] : []),
    { state: 'read back', at: now },
  ];
}
