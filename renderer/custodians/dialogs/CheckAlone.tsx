import type { SoloCheck } from '../../../shared/models/reports.ts';
import { Words } from '../../controls/Words.tsx';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { DialogFoot, ReportFoot } from '../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../dialogs/DialogFrame.tsx';
import { useOperation } from '../../dialogs/dialog-place.ts';
import { useSheet } from './use-custody.ts';

/** One custodian checks one envelope: no quorum, and nothing secret is shown. */
export function CheckAlone({ sheetId }: { readonly sheetId: string }) {
  const sheet = useSheet(sheetId);
  const { phase, run } = useOperation('custody.solo-check');
  if (!sheet) return null;
  const isPart = sheet.holding.setId !== undefined;
  return (
    <DialogFrame title="Check alone" about={sheet.about} isBusy={phase.kind === 'busy'}>
      {phase.kind === 'done' ? (
        <>
          <CheckReport check={phase.value} sheetId={sheetId} />
          <ReportFoot />
        </>
      ) : (
        <>
          <DialogBody>
            <p>
              {sheet.holder} checks the sheet <code>{sheetId}</code> alone. No other custodian is needed, and nothing secret is shown.
            </p>
            <ol className="steps">
              <li>Open the bag, if it is sealed, and compare the sheet ID.</li>
              <li>Type the lines or scan the code, in a window that only {sheet.holder} can see.</li>
              <li>
                {isPart
                  ? 'The fingerprint of what was entered is compared with the register; the part itself is wiped.'
                  : 'The SHA-256 of what was entered is compared with the register.'}
              </li>
              <li>The check is recorded with its date. Then put the sheet into a new bag and seal it.</li>
            </ol>
          </DialogBody>
          <DialogFoot
            phase={phase}
            submit="Start check"
            cancelled="Cancelled. What was entered has been wiped, and nothing was recorded."
            onSubmit={() => void run({ sheetId })}
          />
        </>
      )}
    </DialogFrame>
  );
}

function CheckReport({ check, sheetId }: { readonly check: SoloCheck; readonly sheetId: string }) {
  return (
    <DialogBody>
      <Words kind={check.matches ? 'done' : 'danger'} isNews>
        <p className="words-what">
          {check.subject}: {check.matches ? 'it matches the register.' : 'it does not match the register.'}
        </p>
        <p>{check.detail}</p>
      </Words>
      <p>
        {check.matches
          ? 'Put the sheet into a new tamper-evident bag now, and enter its number under “Seal…”.'
          : `Do not rely on the sheet ${sheetId}. Check it again, line by line; if it still differs, re-issue while enough other parts are good.`}
      </p>
    </DialogBody>
  );
}
