import { t } from '../../../shared/language/text.ts';
import type { SoloCheck } from '../../../shared/models/reports.ts';
import { Text } from '../../controls/Text.tsx';
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
    <DialogFrame title={t('Check alone')} about={sheet.about} isBusy={phase.kind === 'busy'}>
      {phase.kind === 'done' ? (
        <>
          <CheckReport check={phase.value} sheetId={sheetId} />
          <ReportFoot />
        </>
      ) : (
        <>
          <DialogBody>
            <p>
              <Text
                of="{holder} checks the sheet {sheet} alone. No other custodian is needed, and nothing secret is shown."
                holder={sheet.holder}
                sheet={<code>{sheetId}</code>}
              />
            </p>
            <ol className="steps">
              <li>{t('Open the bag, if it is sealed, and compare the sheet ID.')}</li>
              <li>{t('Type the lines or scan the code, in a window that only {holder} can see.', { holder: sheet.holder })}</li>
              <li>
                {isPart
                  ? t('The fingerprint of what was entered is compared with the register; the part itself is wiped.')
                  : t('The SHA-256 of what was entered is compared with the register.')}
              </li>
              <li>{t('The check is recorded with its date. Then put the sheet into a new bag and seal it.')}</li>
            </ol>
          </DialogBody>
          <DialogFoot
            phase={phase}
            submit={t('Start check')}
            cancelled={t('Cancelled. What was entered has been wiped, and nothing was recorded.')}
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
          {check.matches
            ? t('{subject}: it matches the register.', { subject: check.subject })
            : t('{subject}: it does not match the register.', { subject: check.subject })}
        </p>
        <p>{check.detail}</p>
      </Words>
      <p>
        {check.matches
          ? t('Put the sheet into a new tamper-evident bag now, and enter its number under “Seal…”.')
          : t(
              'Do not rely on the sheet {sheet}. Check it again, line by line; if it still differs, re-issue while enough other parts are good.',
              { sheet: sheetId },
            )}
      </p>
    </DialogBody>
  );
}
