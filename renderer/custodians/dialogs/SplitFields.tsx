import { useId, useState } from 'react';
import { t } from '../../../shared/language/text.ts';
import type { Custodian, CustodySnapshot } from '../../../shared/models/custody.ts';
import { CheckBox } from '../../controls/Choice.tsx';
import { NumberField } from '../../controls/Field.tsx';
import { Words } from '../../controls/Words.tsx';
import { Icon } from '../../icons.tsx';
import { useRoomState } from '../../room-context.ts';
import { type JudgedSplit, judgeSplit, MOST_PARTS } from '../split-words.ts';
import { FolderNeeded } from './FolderNeeded.tsx';
import { NewCustodian } from './NewCustodian.tsx';

export interface SplitDraft {
  readonly custody: CustodySnapshot | undefined;
  readonly chosen: ReadonlySet<string>;
  readonly threshold: string;
  readonly judged: JudgedSplit;
  choose(ids: readonly string[], isChosen: boolean): void;
  setThreshold(text: string): void;
}

/** Who gets a part and how many are needed. Nobody is chosen by default: a part must not reach anyone by accident. */
export function useSplit(chosenFirst: readonly string[] = [], thresholdFirst = 2): SplitDraft {
  const custody = useRoomState((state) => state.snapshot?.custody);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(chosenFirst));
  const [threshold, setThreshold] = useState(String(thresholdFirst));
  const inOrder = custody?.register.custodians.filter(({ id }) => chosen.has(id)).map(({ id }) => id) ?? [];
  return {
    custody,
    chosen,
    threshold,
    judged: custody ? judgeSplit(inOrder, threshold) : { hindrance: t('Open the ceremony folder first.') },
    choose: (ids, isChosen) =>
      setChosen((before) => {
        const after = new Set(before);
        for (const id of ids) {
          if (isChosen) after.add(id);
          else after.delete(id);
        }
        return after;
      }),
    setThreshold,
  };
}

export function SplitFields({ draft }: { readonly draft: SplitDraft }) {
  const { custody, chosen, judged } = draft;
  const id = useId();
  if (!custody) return <FolderNeeded />;
  const { custodians } = custody.register;
  const parts = custodians.filter((custodian) => chosen.has(custodian.id));
  return (
    <>
      <fieldset className="choice" aria-describedby={`${id}-hint`}>
        <legend>{t('Custodians')}</legend>
        {custodians.length > 0 && (
          <div className="list compact custodian-choice">
            {custodians.map((custodian) => (
              <CheckBox
                key={custodian.id}
                name={custodian.name}
                meaning={meaningOf(custodian, parts)}
                isChecked={chosen.has(custodian.id)}
                onChange={(isChosen) => draft.choose([custodian.id], isChosen)}
              />
            ))}
          </div>
        )}
        <NewCustodian known={custodians} onAdded={(ids) => draft.choose(ids, true)} />
        <p className="hint" id={`${id}-hint`}>
          {t('Each gets one part, in this order: 2 to {most} people who do not share a safe, a desk or a superior.', { most: MOST_PARTS })}
        </p>
      </fieldset>
      <NumberField
        label={t('Needed to open')}
        value={draft.threshold}
        minimum={2}
        maximum={Math.max(2, parts.length)}
        onChange={draft.setThreshold}
        error={judged.thresholdError}
      />
      {judged.plan && (
        <p className="plan" role="status">
          <Icon name="people" />
          <span>{judged.plan}</span>
        </p>
      )}
      {judged.warning && <Words kind="warning">{judged.warning}</Words>}
    </>
  );
}

function meaningOf(custodian: Custodian, parts: readonly Custodian[]): string {
  const part = parts.indexOf(custodian) + 1;
  return [custodian.organisation, part > 0 ? t('gets part {part}', { part }) : ''].filter(Boolean).join(', ');
}
