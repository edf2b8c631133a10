import type { Register } from '../../shared/models/custody.ts';
import { HoldingRow } from './HoldingRow.tsx';
import { HoldingsTable } from './HoldingsTable.tsx';
import { fileSheets, holdingName, holdingPurpose } from './register-words.ts';

/** Whole files on paper, in somebody's hands. */
export function FileSheets({ register }: { readonly register: Register }) {
  const sheets = fileSheets(register);
  if (sheets.length === 0) return null;
  return (
    <section className="custody-section" aria-labelledby="sheets-heading">
      <div className="section-head">
        <h3 id="sheets-heading">Files on paper</h3>
      </div>
      <div className="set">
        <HoldingsTable caption="Files on paper" isParts={false}>
          {sheets.map((holding) => (
            <HoldingRow
              key={`${holding.sheetId} ${holding.copy}`}
              holding={holding}
              register={register}
              name={
                <>
                  {holdingName(holding, register)} <span className="of">{holdingPurpose(holding, register)}</span>
                </>
              }
              isPart={false}
            />
          ))}
        </HoldingsTable>
      </div>
    </section>
  );
}
