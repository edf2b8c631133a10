import { isReplaced } from '../../shared/custody/quorum.ts';
import { t } from '../../shared/language/text.ts';
import type { Register } from '../../shared/models/custody.ts';
import { HoldingRow } from './HoldingRow.tsx';
import { HoldingsTable } from './HoldingsTable.tsx';
import { fileSheets, holdingName, holdingPurpose } from './register-words.ts';

/** Whole files on paper, in somebody's hands. */
export function FileSheets({ register }: { readonly register: Register }) {
  const sheets = fileSheets(register);
  const hasActions = sheets.some((sheet) => !isReplaced(sheet));
  if (sheets.length === 0) return null;
  return (
    <section className="custody-section" aria-labelledby="sheets-heading">
      <div className="section-head">
        <h3 id="sheets-heading">{t('Files on paper')}</h3>
      </div>
      <div className="set">
        <HoldingsTable caption={t('Files on paper')} isParts={false} hasActions={hasActions}>
          {sheets.map((holding) => (
            <HoldingRow
              key={`${holding.sheetId} ${holding.copy}`}
              holding={holding}
              register={register}
              name={
                <>
                  {holdingName(holding, register)}{' '}
                  <span className="of">{holdingPurpose(holding, register) ?? `SHA-256 ${holding.fileSha256?.slice(0, 8)}…`}</span>
                </>
              }
              isPart={false}
              hasActions={hasActions}
            />
          ))}
        </HoldingsTable>
      </div>
    </section>
  );
}
