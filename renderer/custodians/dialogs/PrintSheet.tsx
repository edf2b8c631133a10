import { useState } from 'react';
import { t } from '../../../shared/language/text.ts';
import type { SheetOutcome } from '../../../shared/models/reports.ts';
import { NumberField, numberWithin, SelectField } from '../../controls/Field.tsx';
import { PlannedNote } from '../../controls/PlannedNote.tsx';
import { Words } from '../../controls/Words.tsx';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { DialogFoot, ReportFoot } from '../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../dialogs/DialogFrame.tsx';
import { useOperation } from '../../dialogs/dialog-place.ts';
import { useRoomState } from '../../room-context.ts';
import { SheetOutcomeFacts } from './SheetOutcomeFacts.tsx';

interface PrintSheetProps {
  readonly planned?: { readonly step: string; readonly copies: number } | undefined;
}

/** A share file or a wrapped key on paper. Both are encrypted: the sheet alone opens nothing. */
export function PrintSheet({ planned }: PrintSheetProps) {
  const custody = useRoomState((state) => state.snapshot?.custody);
  const { phase, run } = useOperation('paper.print-file');
  const [copiesText, setCopies] = useState(String(planned?.copies ?? 1));
  const [custodian, setCustodian] = useState('');
  const copies = numberWithin(copiesText, 1, 9);
  const people = custody?.register.custodians ?? [];
  const isKnown = people.some(({ id }) => id === custodian);
  if (phase.kind === 'done') return <SheetOutcomeDialog title={t('Print a sheet')} report={phase.value} />;
  return (
    <DialogFrame title={t('Print a sheet')} isBusy={phase.kind === 'busy'}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (copies !== undefined) void run({ copies, ...(isKnown ? { custodian } : {}) });
        }}
      >
        <DialogBody>
          <PlannedNote planned={planned} />
          <p>
            {t(
              'Choose a DKEK share file or a wrapped key; its sheet is shown in a window of its own, to be printed or saved as a PDF. The sheet holds what the file holds: it is encrypted, and opens nothing by itself.',
            )}
          </p>
          <NumberField
            label={t('Copies')}
            value={copiesText}
            minimum={1}
            maximum={9}
            onChange={setCopies}
            error={copies === undefined ? t('Enter how many copies: 1 to 9.') : undefined}
          />
          {custody ? (
            <SelectField
              label={t('Given to')}
              value={isKnown ? custodian : ''}
              options={[{ value: '', name: t('nobody: not recorded') }, ...people.map(({ id, name }) => ({ value: id, name }))]}
              onChange={setCustodian}
              hint={t('Recorded in the register. The sheet counts as a backup once it has been read back.')}
            />
          ) : (
            <Words kind="info">{t('No ceremony folder is open, so it will not be recorded who has the sheet.')}</Words>
          )}
        </DialogBody>
        <DialogFoot
          phase={phase}
          submit={t('Choose file…')}
          hindrance={copies === undefined ? t('Correct the number of copies first.') : undefined}
          cancelled={t('Cancelled. Nothing was printed and nothing was recorded.')}
        />
      </form>
    </DialogFrame>
  );
}

export function SheetOutcomeDialog({ title, report }: { readonly title: string; readonly report: SheetOutcome }) {
  return (
    <DialogFrame title={title} about={t('Sheet {sheet}', { sheet: report.sheetId })}>
      <DialogBody>
        <SheetOutcomeFacts report={report} />
      </DialogBody>
      <ReportFoot />
    </DialogFrame>
  );
}
