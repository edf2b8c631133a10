import type { RequestOf } from '../../../shared/ipc/contract.ts';
import { t } from '../../../shared/language/text.ts';
import { NumberField, numberWithin } from '../../controls/Field.tsx';

export type OpenedBy = NonNullable<RequestOf<'share.import'>['by']>;

/** What may open a share file. */
export const shareWays: readonly { readonly value: OpenedBy; readonly name: string; readonly meaning: string }[] = [
  { value: 'password', name: t('Password'), meaning: t('The custodian types the password of the file.') },
  {
    value: 'quorum',
    name: t('Quorum of custodians'),
    meaning: t('Its password was split with this app: enough custodians type or scan their parts, one after another.'),
  },
  {
    value: 'stock-quorum',
    name: t('Shares made by sc-hsm-tool'),
    meaning: t('Its password was split by sc-hsm-tool: the prime is entered once, then an ID and a value for each share.'),
  },
];

/** How one share file is to be opened, as it is being entered. */
export interface WayDraft {
  readonly by: OpenedBy;
  readonly needed: string;
}

export const byPassword: WayDraft = { by: 'password', needed: '' };

/** What goes into a request, and what is wrong with it. */
export function judgeWay({ by, needed }: WayDraft): { readonly way: { by?: OpenedBy; needed?: number }; readonly error?: string } {
  if (by === 'password') return { way: {} };
  const count = numberWithin(needed, 2, 255);
  if (count !== undefined) return { way: { by, needed: count } };
  return { way: { by }, ...(needed.trim() === '' ? {} : { error: t('Enter a whole number from 2 to 255.') }) };
}

interface NeededFieldProps {
  /** `Shares needed`, unless there are several of these. */
  readonly label?: string;
  readonly draft: WayDraft;
  onChange(draft: WayDraft): void;
}

/** How many shares of the password are needed; nothing where the file has a whole password. */
export function NeededField({ label = t('Shares needed'), draft, onChange }: NeededFieldProps) {
  if (draft.by === 'password') return null;
  return (
    <NumberField
      label={label}
      value={draft.needed}
      minimum={2}
      maximum={255}
      onChange={(needed) => onChange({ ...draft, needed })}
      error={judgeWay(draft).error}
      hint={
        draft.by === 'quorum'
          ? t('“any 2 of 3” on the sheet: 2. May be left empty where the register or a scanned code tells it.')
          : t(
              'The threshold that was chosen for sc-hsm-tool; it stands on no share. Left empty, the file is tried after each further share.',
            )
      }
    />
  );
}
