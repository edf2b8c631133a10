import type { SheetOutcome } from '../../../shared/models/reports.ts';
import { Fact, Facts } from '../../controls/Facts.tsx';
import { Words } from '../../controls/Words.tsx';

/** What became of a sheet: on paper, as a PDF, or neither. */
export function SheetOutcomeFacts({ report: { sheetId, printed, saved } }: { readonly report: SheetOutcome }) {
  const isOut = printed || saved.length > 0;
  return (
    <>
      <Words kind={isOut ? 'done' : 'warning'} isNews>
        {outcomeWords(printed, saved.length)}
      </Words>
      <Facts>
        <Fact term="Sheet ID">
          <code>{sheetId}</code>
        </Fact>
        <Fact term={saved.length === 1 ? 'PDF' : 'PDFs'}>
          {saved.length > 0
            ? saved.map((path) => (
                <div key={path} className="path">
                  {path}
                </div>
              ))
            : undefined}
        </Fact>
      </Facts>
      {isOut && <p>Look at the paper: every line must be sharp and whole, and the sheet ID must be the one above.</p>}
    </>
  );
}

function outcomeWords(printed: boolean, saved: number): string {
  const pdf = saved === 1 ? 'saved as a PDF' : `saved as ${saved} PDFs`;
  if (printed) return saved > 0 ? `The sheet went to the printer and was ${pdf}.` : 'The sheet went to the printer.';
  return saved > 0 ? `The sheet was ${pdf}. It is not on paper yet.` : 'The sheet was neither printed nor saved.';
}
